/** Pieces that Terraform, or the CDK for it, would take for something else. */
export const hostile: readonly string[] = [
  ...['$', '$$', '%', '%%', '#', '{', '}', '~}', '"', '\\', '\\n', "'", 'a', ' ', 'é€𝄞'],
  ...['${', '%{', '$${', '$$${', '%%{', '%%%{', '$%{', '%${', '#{', '\\${', '"${', '"}', '${"a"}'],
  ...['${1 + 1}', '${var.X}', '%{ if true }', '%{ endif }', '<<EOT\n', '/*', '//'],
  ...['TfToken[', '#{TfToken[', '${TfToken[TOKEN.0]}', '$${TfToken[TOKEN.0]}', '#{TfToken[TOKEN.0]}'],
  ...['\n', '\r', '\r\n', '\t', '\b', '\f', '\u0001', '\u007f', '\u2028', '\u2029', '\ufeff'],
];
