# What ClickHouse's zip says of tables, before RESTORE runs it. Sourced by method-clickhouse.sh.
# shellcheck shell=bash

# zip_members FILE: reads the directory at its end, so that no other program has to be believed what the server reads, and prints a line for
# each member that describes: METHOD SIZE-INSIDE SIZE CRC-32 PLACE NAME, with tabs. It prints "!" and what is wrong, and fails, where a reader could
# find other members than these. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
zip_members() {
  ZIP_FILE=$1 ZIP_SIZE=$(stat -c %s -- "$1") awk '
    function refuse(why) { print "!" why; exit 1 }
    # from AT LENGTH: what byte() gives next.
    function from(at, count) {
      if (command != "") close(command)
      here = have = 0
      command = "od -An -v -tu1 -w4096 -j " sprintf("%.0f", at) " -N " sprintf("%.0f", count) " -- \"$ZIP_FILE\""
    }
    function byte() {
      if (here == have) {
        if ((command | getline line) <= 0) refuse("its directory cannot be read to its end")
        have = split(line, row, " ")
        here = 0
      }
      return row[++here] + 0
    }
    # number BYTES, the smallest first.
    function number(count,  n, unit) { unit = 1; while (count-- > 0) { n += byte() * unit; unit *= 256 } return n + 0 }
    function skip(count) { while (count-- > 0) byte() }
    function text(count,  s, b) { while (count-- > 0) { b = byte(); s = s (b > 32 && b < 127 && b != 92 ? sprintf("%c", b) : "\n") } return s }

    # place NAME METHOD AT: where its content begins: behind a header of its own, which must say the same.
    function place(name, method, at,  long, more) {
      if (at + 30 > start) refuse(name " lies nowhere")
      from(at, 30)
      if (number(4) != 67324752) refuse(name " lies nowhere")
      skip(4)
      if (number(2) != method) refuse(name " says two things of itself")
      skip(16)
      long = number(2)
      more = number(2)
      from(at + 30, long)
      if (long != length(name) || text(long) != name) refuse(name " says two things of itself")
      return at + 30 + long + more
    }

    BEGIN {
      size = ENVIRON["ZIP_SIZE"] + 0
      if (size < 22) refuse("it is no zip")
      from(size - 22, 22)
      if (number(4) != 101010256) refuse("it does not end as a zip does")
      odd = number(4)
      entries = number(2)
      if (odd != 0 || number(2) != entries) refuse("it is a part of a zip")
      length_ = number(4)
      start = number(4)
      if (number(2) != 0) refuse("it has a comment")
      end = size - 22
      if (entries == 65535 || length_ == 4294967295 || start == 4294967295) {
        if (size < 98) refuse("it is no zip")
        from(size - 42, 20)
        if (number(4) != 117853008) refuse("it does not end as a zip does")
        skip(4)
        end = number(8)
        if (end != size - 98) refuse("it does not end as a zip does")
        from(end, 56)
        if (number(4) != 101075792 || number(8) != 44) refuse("it does not end as a zip does")
        skip(12)
        entries = number(8)
        if (number(8) != entries) refuse("it is a part of a zip")
        length_ = number(8)
        start = number(8)
      }
      if (start + length_ != end) refuse("its directory is not at its end")
      from(start, length_)
      left = length_
      for (i = 0; i < entries; i++) {
        left -= 46
        if (left < 0 || number(4) != 33639248) refuse("its directory is damaged")
        skip(4)
        flags = number(2)
        method = number(2)
        skip(4)
        crc = number(4)
        packed = number(4)
        full = number(4)
        name_ = number(2)
        extra = number(2)
        note = number(2)
        skip(8)
        at = number(4)
        left -= name_ + extra + note
        if (left < 0) refuse("its directory is damaged")
        name = text(name_)
        if (name == "" || index(name, "\n")) refuse("a member has a name that no server gives it")
        while (extra >= 4) {
          id = number(2)
          long = number(2)
          extra -= 4 + long
          if (extra < 0) refuse("its directory is damaged")
          if (id == 1) {
            if (full == 4294967295 && long >= 8) { full = number(8); long -= 8 }
            if (packed == 4294967295 && long >= 8) { packed = number(8); long -= 8 }
            if (at == 4294967295 && long >= 8) { at = number(8); long -= 8 }
          }
          skip(long)
        }
        skip(extra + note)
        # Encrypted, or with names elsewhere.
        if (flags % 2 || int(flags / 8192) % 2) refuse(name " is encrypted")
        if (tolower(name) != ".backup" && tolower(name) !~ /^\/*metadata(\/|$)/) continue
        if (name != ".backup" && name !~ /^metadata\//) refuse("a member has a name that no server gives it")
        if (name in seen) refuse(name " is there twice")
        seen[name]
        if (method != 0 && method != 8) refuse(name " is packed in another way than a server packs it")
        if (name != ".backup" && full > 262144) refuse(name " is longer than any definition")
        found[++count] = name
        how[count] = method "\t" sprintf("%.0f\t%.0f\t%.0f", packed, full, crc)
        where[count] = at
        inside[count] = packed
        method_of[count] = method
      }
      if (left != 0) refuse("its directory is damaged")
      if (!(".backup" in seen)) refuse("it does not say what it holds")
      for (i = 1; i <= count; i++) {
        at = place(found[i], method_of[i], where[i])
        if (at + inside[i] > start) refuse(found[i] " lies nowhere")
        print how[i] "\t" sprintf("%.0f", at) "\t" found[i]
      }
    }'
}

# unpacked FILE METHOD SIZE-INSIDE SIZE CRC-32 PLACE TO: one of its members, into a file.
unpacked() {
  local crc=$5 size=$4 sums='' i
  for ((i = 0; i < 4; i++)); do printf -v sums '%s\\x%02x' "$sums" "$((crc >> 8 * i & 255))"; done
  for ((i = 0; i < 4; i++)); do printf -v sums '%s\\x%02x' "$sums" "$((size >> 8 * i & 255))"; done
  {
    tail -c "+$(($6 + 1))" -- "$1" | head -c "$3" |
      if [ "$2" = 0 ]; then
        cat
      else
        # What is between the header and the sums of a gzip is packed in the same way.
        { printf '\x1f\x8b\x08\0\0\0\0\0\0\xff' && cat && printf '%b' "$sums"; } | gzip -dc
      fi | head -c "$((size + 1))"
  } >"$7" 2>/dev/null || true
  [ "$(stat -c %s -- "$7")" = "$size" ]
}

# backup_lists FILE: what ClickHouse wrote of the files of its backup, .backup: "base VALUE", and for each file KIND SIZE CHECKSUM NAME, where KIND is own, based
# or other: a definition whose text is in this zip, one whose text is in the base, and rows. It prints "!" and what is wrong where it is not what a server writes.
backup_lists() {
  awk 'BEGIN { RS = "<"; FS = ">" }
    function refuse(why) { print "!" why; failed = 1; exit 1 }
    function plain(s) { gsub(/&apos;/, "\047", s); gsub(/&quot;/, "\"", s); return s }
    NR == 1 { if ($0 !~ /^[ \t\r\n]*$/) refuse("it does not begin as a server begins it"); next }
    NF != 2 || $1 !~ /^\/?[a-z_]+$/ { refuse("it has what no server writes") }
    $1 ~ /^\// {
      if (depth == 0 || "/" open[depth] != $1 || $2 !~ /^[ \t\r\n]*$/) refuse("it has what no server writes")
      if (open[depth] == "file") finish()
      depth--
      next
    }
    {
      open[++depth] = $1
      path = ""
      for (i = 1; i <= depth; i++) path = path "/" open[i]
      if (path == "/config/contents/file") split("", of)
      else if (path ~ /^\/config\/contents\/file\/[a-z_]+$/) {
        if ($1 in of) refuse("it says something twice")
        of[$1] = plain($2)
        next
      } else if (path ~ /^\/config(\/[a-z_]+)?$/) {
        if (path in seen) refuse("it says something twice")
        seen[path]
        if ($1 == "base_backup") print "base", plain($2)
        if (path !~ /^\/config(\/contents)?$/) next
      } else refuse("it has what no server writes")
      if ($2 !~ /^[ \t\r\n]*$/) refuse("it has what no server writes")
    }
    function finish(  kind) {
      if (of["size"] !~ /^[0-9]+$/ || of["checksum"] !~ /^[0-9a-f]*$/) refuse("it has a file without a size")
      if (of["name"] ~ /^data\/[A-Za-z0-9_.%\/@=+:,~-]+$/ && of["name"] !~ /\/\.?\.?(\/|$)/) kind = "other"
      else if (of["name"] ~ /^metadata\/[A-Za-z0-9_%]+(\/[A-Za-z0-9_%]+)?\.sql$/ && !("data_file" in of) && !("base_size" in of)) kind = "use_base" in of ? "based" : "own"
      else refuse("it has a file that no server writes there")
      if (of["name"] in names) refuse("it says something twice")
      names[of["name"]]
      print kind, of["size"], of["checksum"], of["name"]
    }
    END { if (!failed && (depth != 0 || !("/config/contents" in seen))) refuse("it does not end") }' "$1"
}

# zip_definitions FILE WORK: the definitions in it, as the lines that wrong_tables takes, into WORK/definitions; what its .backup lists,
# into WORK/lists. Prints what is wrong.
zip_definitions() {
  local members=$2/members text=$2/text method inside size crc at name said
  : >"$2/definitions"
  if ! zip_members "$1" >"$members"; then
    printf '%s: %s\n' "$1" "$(sed -n 's/^!//p' "$members" | tail -n 1)"
    return
  fi
  while IFS=$'\t' read -r method inside size crc at name; do
    if ! unpacked "$1" "$method" "$inside" "$size" "$crc" "$at" "$text"; then printf '%s, %s: it cannot be read\n' "$1" "$name" && return; fi
    # It is the first: no letter is smaller than a dot.
    if [ "$name" = .backup ] && ! backup_lists "$text" >"$2/lists"; then
      printf '%s, .backup: %s\n' "$1" "$(sed -n 's/^!//p' "$2/lists" | tail -n 1)" && return
    fi
    said=$(awk -v name="$name" '$4 == name { print $2 }' "$2/lists")
    [ -z "$said" ] || [ "$said" = "$size" ] || printf '%s, %s: its list says another size\n' "$1" "$name"
    [[ $name =~ ^metadata/[A-Za-z0-9_%]+/([A-Za-z0-9_%]+)\.sql$ ]] || continue
    {
      printf '%s\tMember\tdefinition\t' "$(table_of "${BASH_REMATCH[1]}")"
      tr '\000' '\001' <"$text" | awk '{ gsub(/\\/, "&&"); gsub(/\t/, "\\t"); gsub(/\r/, "\\r"); gsub(/\047/, "\\\047"); printf "%s%s", (NR > 1 ? "\\n" : ""), $0 }'
      printf '\t%s\n' "$name"
    } >>"$2/definitions"
  done < <(LC_ALL=C sort -t $'\t' -k 6,6 "$members")
}

# table_of FILE-NAME: the table of a file, as a tab-separated file has its name.
table_of() {
  local name
  printf -v name '%b' "${1//%/\\x}"
  name=${name//\\/\\\\} name=${name//\'/\\\'} name=${name//$'\t'/\\t} name=${name//$'\n'/\\n} name=${name//$'\r'/\\r} name=${name//$'\b'/\\b} name=${name//$'\f'/\\f}
  printf '%s' "$name"
}

# wrong_zip FILE DATABASE DISK [BASE]: what is wrong with the zip of a backup that nobody here signed: RESTORE runs the definitions in it. BASE is the file that it
# stands on, which is read, too.
wrong_zip() (
  work=$(mktemp -d)
  trap 'rm -rf -- "$work"' EXIT
  mkdir -- "$work/it" "$work/base"
  wrong=$(zip_definitions "$1" "$work/it")
  [ -z "${4:-}" ] || wrong+=$(zip_definitions "$4" "$work/base")
  if [ -n "$wrong" ]; then printf '%s\n' "$wrong" && return; fi
  base=$(sed -n 's/^base //p' "$work/it/lists")
  if [ -n "$base" ]; then
    name=${4:-} name=${name%/*/database.zip} name=${name##*/}
    # That of the stand-in is a folder.
    [[ $base == "Disk('$3', 'stowage-$name.zip"@(|.d)"')" ]] || printf '%s stands on something else than a backup of ours: %s\n' "$1" "$base"
  fi
  [ -z "${4:-}" ] || ! grep -q '^base ' "$work/base/lists" || printf '%s is no full backup\n' "$4"
  # What a definition is, is said by its sum: no rows may have the same one.
  awk -v file="$1" '
    FILENAME == ARGV[1] { if ($1 == "own") text[$2 " " $3]; else rows[$2 " " $3]; next }
    $1 == "based" && (!(($2 " " $3) in text) || ($2 " " $3) in rows) { print file ", " $4 ": its definition is not in the base" }
  ' "$([ -n "${4:-}" ] && echo "$work/base/lists" || echo /dev/null)" "$work/it/lists"
  awk -F '\t' -v file="$1" '
    FILENAME == ARGV[1] { there[$5]; next }
    { split($0, of, " ") }
    of[1] == "own" && of[4] ~ /^metadata\/.*\// && !(of[4] in there) { print file ", " of[4] ": it is not there" }
  ' "$work/it/definitions" "$work/it/lists"
  wrong_tables "$1" "$2" no members <"$work/it/definitions"
  [ -z "${4:-}" ] || wrong_tables "$4" "$2" no members <"$work/base/definitions"
)
