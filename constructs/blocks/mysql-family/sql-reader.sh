# A dump of mariadb-dump or mysqldump, read before it is loaded. Sourced by sql-dump.sh.
# shellcheck shell=bash

# The rows of each table. Each value is written without a line break, each string between single quotes, with backslashes.
# shellcheck disable=SC2016 # awk's own $
sql_row_counter='
  function name(text) { gsub(/[[:cntrl:]]/, "?", text); return database "." text }
  NF { ended = 0 }
  /^-- Dump completed/ { ended = 1; next }
  /^DELIMITER ;;$/ { program = 1 }
  /^DELIMITER ;$/ { program = 0 }
  program { next }
  /^LOCK TABLES `.*` WRITE;$/ { table = name(substr($0, 14, length($0) - 21)); rows[table] += 0; next }
  inserting || /^INSERT INTO `/ {
    line = $0
    if (!inserting) {
      match(line, /^INSERT INTO `([^`]|``)*`/)
      table = name(substr(line, 14, RLENGTH - 14))
      line = substr(line, RLENGTH + 1)
      sub(/^ \((`([^`]|``)*`(, *)?)*\)/, "", line)
    }
    gsub(/\\./, "", line)
    gsub(/\047[^\047]*\047/, "", line)
    rows[table] += gsub(/\(/, "", line)
    inserting = line !~ /;$/
  }
  END { for (table in rows) print table "\t" rows[table]; exit !ended }'

# sql_rows DATABASE: of a dump on standard input. It fails when that does not end as a dump does.
sql_rows() {
  LC_ALL=C awk -v database="$1" "$sql_row_counter" | LC_ALL=C sort
}

# Statement by statement: "refused LINE WHY" for what neither program writes, "named LINE DEFINER USER@HOST" for what would run in the name
# of somebody else, and "end" after a whole dump. Whatever goes unseen here is loaded by the application's own user all the same.
# shellcheck disable=SC2016 # awk's own $
sql_statement_reader='
  function refuse(why) { print "refused\t" NR "\t" why; over = 1; exit }
  # What of a line is no string, no quoted name and no comment; they may go on in the next.
  function bare(line,   out, c, close_at) {
    out = ""
    while (line != "") {
      if (open == "/") {
        close_at = index(line, "*/")
        if (!close_at) return out
        line = substr(line, close_at + 2)
        open = ""
      } else if (open != "") {
        if (!match(line, open == "`" ? "^[^`]*`" : open == "\"" ? "^([^\"\\\\]|\\\\.)*\"" : "^([^\047\\\\]|\\\\.)*\047")) return out
        line = substr(line, RLENGTH + 1)
        open = ""
      } else if (!match(line, /[\047"`#]|-- |--$|\/\*/)) {
        return out line
      } else {
        out = out substr(line, 1, RSTART - 1)
        c = substr(line, RSTART, 1)
        line = substr(line, RSTART + RLENGTH)
        if (c == "#" || c == "-") return out
        if (c != "/") { open = c; out = out " \001 " }
        else if (line ~ /^M?!/) sub(/^M?![0-9]*/, " ", line)
        else open = "/"
      }
    }
    return out
  }
  # What else a statement may begin with belongs to no dump.
  function begins(text, raw) {
    gsub(/\*\//, " ", text)
    text = toupper(text)
    gsub(/[ \t]+/, " ", text)
    # A name with a quote in it.
    gsub(/\001( \001)+/, "\001", text)
    sub(/^ /, "", text)
    if (text ~ /^SET /) {
      if (text ~ /(^|[^A-Z_@])(GLOBAL|PERSIST|PERSIST_ONLY|PASSWORD|ROLE|DEFAULT ROLE|STATEMENT|RESOURCE)([^A-Z_]|$)|@@(GLOBAL|PERSIST)/) refuse("it would set more than its own session")
      return
    }
    if (program && text ~ /^CREATE (OR REPLACE )?(AGGREGATE )?(DEFINER ?= ?)?(.*@.* )?(SQL SECURITY [A-Z]+ )?(AGGREGATE )?(TRIGGER|FUNCTION|PROCEDURE|EVENT|PACKAGE|PACKAGE BODY) /) return
    if (!program && text ~ /^CREATE (TABLE|SEQUENCE|VIEW|ALGORITHM) ?/) return
    if (text ~ /^DROP (TABLE|VIEW|TRIGGER|FUNCTION|PROCEDURE|EVENT|SEQUENCE|PACKAGE|PACKAGE BODY) IF EXISTS /) return
    if (text ~ /^ALTER DATABASE \001 CHARACTER SET /) return
    if (!program && text ~ /^(LOCK TABLES|UNLOCK TABLES|COMMIT|START TRANSACTION|DO SETVAL ?\(|ANALYZE TABLE|ALTER TABLE \001 (DISABLE|ENABLE) KEYS)/) return
    refuse("no dump has such a statement")
  }
  NF { ended = 0 }
  NR == 1 && /^\/\*M?!999999\\- enable the sandbox mode \*\/ *$/ { next }
  inserting {
    rest = $0
  }
  !inside && /^INSERT INTO `/ {
    if (program) refuse("rows stand where programs do")
    match($0, /^INSERT INTO `([^`]|``)*`/)
    rest = substr($0, RLENGTH + 1)
    sub(/^ \((`([^`]|``)*`(, *)?)*\)/, "", rest)
    if (!sub(/^ VALUES/, "", rest)) refuse("an INSERT holds no rows")
    inserting = inside = 1
  }
  inserting {
    gsub(/\\./, "", rest)
    gsub(/\047[^\047]*\047/, "", rest)
    gsub(/NULL|_binary|0x[0-9A-Fa-f]+|[0-9.]e[-+]?[0-9]/, "0", rest)
    if (rest !~ /^[-+0-9. ,()]*;?$/) refuse("an INSERT holds more than rows")
    if (rest ~ /;$/) inserting = inside = 0
    next
  }
  !inside && /^-- Dump completed/ { ended = 1; next }
  !inside && (/^--( |$)/ || /^[ \t]*$/) { next }
  !inside && /^DELIMITER ;;$/ { program = 1; next }
  !inside && /^DELIMITER ;$/ { program = 0; next }
  {
    if (match($0, /^(CREATE |\/\*!50[01][0-9][0-9] (CREATE\*\/ \/\*!50[01][0-9][0-9] )?)DEFINER=`([^`]|``)*`@`([^`]|``)*`/)) {
      definer = substr($0, RSTART, RLENGTH)
      sub(/^[^`]*/, "", definer)
      if (definer != own) {
        gsub(/[[:cntrl:]]/, "?", definer)
        gsub(/`/, "", definer)
        print "named\t" NR "\tDEFINER " definer
      }
    }
    fresh = !inside
    inside = 1
    text = bare($0)
    end = program ? ";;" : ";"
    at = index(text, end)
    if (at && substr(text, at + length(end)) !~ /^[ \t]*$/) refuse("two statements stand in one line")
    if (fresh) begins(text, $0)
    if (at) inside = 0
  }
  END { if (!over && !ended) print "refused\t" NR "\tit breaks off"; print "end" }'

# sql_read FILE USER
sql_read() {
  gzip -dc -- "$1" 2>/dev/null | OWN="\`${2//\`/\`\`}\`@\`%\`" LC_ALL=C awk 'BEGIN { own = ENVIRON["OWN"] } '"$sql_statement_reader"
}

# sql_own USER: a dump in which everything is USER's.
sql_own() {
  OWN="\`${1//\`/\`\`}\`@\`%\`" LC_ALL=C awk '
    BEGIN { own = ENVIRON["OWN"] }
    match($0, /^(CREATE |\/\*!50[01][0-9][0-9] (CREATE\*\/ \/\*!50[01][0-9][0-9] )?)DEFINER=`([^`]|``)*`@`([^`]|``)*`/) {
      head = substr($0, 1, RLENGTH)
      rest = substr($0, RLENGTH + 1)
      match(head, /DEFINER=/)
      print substr(head, 1, RSTART + 7) own rest
      next
    }
    { print }'
}
