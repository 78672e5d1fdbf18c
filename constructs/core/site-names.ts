/**
 * The name of a file.
 * @form a name without slashes
 * @pattern [^/$\\]+
 * @example '*.bak'
 */
export type FileName = string;

/**
 * The name of a header.
 * @form the name of a header
 * @pattern [A-Za-z0-9][A-Za-z0-9-]*
 * @example 'X-Frame-Options'
 */
export type HeaderName = string;

/**
 * The name that a visitor types.
 * @form a name without spaces and colons
 * @pattern [\w.@-]+
 * @example 'admin'
 */
export type LoginName = string;

/**
 * The name of a variable in `.env`.
 * @form a name in upper-case letters, digits and underscores
 * @pattern [A-Z][A-Z0-9_]*
 * @example 'ADMIN_LOGIN'
 */
export type HashVariable = string;
