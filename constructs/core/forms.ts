/**
 * What a construct is called in its scope; it is also the name of what comes of it. Which names are legal there, a rule says.
 * Here stand those that JavaScript finds in every object: the tree of constructs takes them for children that it has. A slash stands between
 * the names of a path, and the tree would write another name without a word.
 * @form a name without a slash
 * @pattern (?!(?:__proto__|__(?:define|lookup)[GS]etter__|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|to\w*String|valueOf)$)[^/]+
 * @example 'web'
 */
export type Id = string;

/**
 * The name of a variable in a container.
 * @form a name
 * @pattern [^=\s]+
 * @example NAME
 */
export type EnvName = string;

/**
 * A program without arguments.
 * @form one program without arguments
 * @pattern \S+
 * @example 'serve'
 */
export type Program = string;

/**
 * A path in a container, from its root.
 * @form an absolute path
 * @pattern /[^:]*
 * @example '/data'
 */
export type InContainer = `/${string}`;
