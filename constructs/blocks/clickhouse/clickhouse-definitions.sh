# The statements in a backup of ClickHouse: what they would do, before any of them is run. Sourced by method-clickhouse.sh.
# shellcheck shell=bash

# wrong_database FILE DATABASE: what is wrong with the statement that makes the database; it is run as it is.
wrong_database() {
  local said engine="(Atomic|Ordinary|Memory|Lazy\([0-9]+\)|(Replicated|Shared)\(('[^'\\\\]*'(, )?)*\))"
  said=$(head -c 4096 -- "$1" | tr '\000\n' '\001 ')
  [[ ${said% } =~ ^CREATE\ DATABASE\ \`?"$2"\`?(\ ENGINE\ =\ $engine)?(\ COMMENT\ \'[^\'\\]*\')?$ ]] ||
    printf '%s makes something else than the database %s\n' "$1" "$2"
}

# wrong_tables FILE DATABASE SIGNED [MEMBERS]: what is wrong with its lines. What a name can be stands in every statement; a definition is
# run where RESTORE fails. Of a backup that nobody here signed a definition must be one statement that makes this table, reads
# nothing while it is made, starts no program, and reaches nothing but this server and the brokers of this system, unless ALLOW
# names what it reaches. With MEMBERS the lines come from standard input, each with the member of the zip FILE that it is from: RESTORE runs those.
wrong_tables() {
  local services='' from=$1
  if [ "$3" != yes ]; then
    if [ -n "${4:-}" ]; then
      from=-
    elif [ "$(stat -c %s -- "$1")" -gt 33554432 ]; then
      printf '%s has more than 32 MiB\n' "$1" && return
    fi
    services=$(images | cut -d ' ' -f 1 | paste -sd ' ' -)
  fi
  ALLOWED="; ${ALLOW:-}; " SERVICES=" $services " awk -F '\t' -v file="$1" -v database="$2" -v signed="$3" -v columns="${4:+5}" '
    function wrong(why) { print file ", " (columns == 5 ? $5 : "line " NR) ": " why; bad++ }
    # ask WHAT: what an operator may let in.
    function ask(what) {
      what = subject " " what
      if (index(ENVIRON["ALLOWED"], "; " what "; ") || asked[what] == NR) return
      asked[what] = NR
      wrong("it would reach beyond this server: " what "; if you know it, say ALLOW=\047" what "\047")
    }
    # escapes TEXT: whether each backslash is one of those that a tab-separated file has.
    function escapes(s) { gsub(/\\[bfnrt\047\\]/, "", s); return !index(s, "\\") && s !~ /[\001-\010\013-\037]/ }
    function begins(word) { if (index(rest, word) != 1) return 0; rest = substr(rest, length(word) + 1); return 1 }
    function word_of(s) { return match(s, /[A-Z0-9_\002]+$/) ? substr(s, RSTART) : "" }

    # values SQL: its strings in value[1], value[2] ...; each stands as \003N\003 in what is returned, in capitals.
    function values(s,  out, n, token) {
      while (match(s, /\047([^\047\\]|\\.)*\047|`([^`\\]|\\.)*`|"([^"\\]|\\.)*"/)) {
        if (++n > 2000) return "\002"
        token = substr(s, RSTART, RLENGTH)
        out = out substr(s, 1, RSTART - 1) (token ~ /^\047/ ? "\003" n "\003" : "\002")
        value[n] = substr(token, 2, length(token) - 2)
        s = substr(s, RSTART + RLENGTH)
      }
      return toupper(out s)
    }
    function value_at(s) { gsub(/^[^\003]*\003|\003.*$/, "", s); return value[s] }

    # kafka SQL: brokers are services of this system.
    function kafka(sql,  s, seen, at, list, n, i, host) {
      s = values(sql)
      if (s ~ /\002 *=/) { ask("ENGINE KAFKA"); return }
      while (match(s, /(KAFKA *\(|KAFKA_BROKER_LIST *=) *\003[0-9]+\003/)) {
        list = value_at(substr(s, RSTART, RLENGTH))
        s = substr(s, RSTART + RLENGTH)
        seen = 1
        n = split(list, at, ",")
        if (list !~ /^[A-Za-z0-9_.,:-]+$/) ask("ENGINE KAFKA")
        else for (i = 1; i <= n; i++) {
          host = at[i]
          sub(/:[0-9]+$/, "", host)
          if (!index(ENVIRON["SERVICES"], " " host " ")) ask("ENGINE KAFKA " at[i])
        }
      }
      if (!seen || s ~ /KAFKA_BROKER_LIST/) ask("ENGINE KAFKA")
    }

    # dictionary SQL: it reads a table of this server, by its name; a query of its own could read anything.
    function dictionary(sql,  s, source, host) {
      s = values(sql)
      if (!match(s, /SOURCE *\( *[A-Z0-9_]+ *\(/)) { ask("SOURCE"); return }
      source = substr(s, RSTART, RLENGTH)
      s = substr(s, RSTART + RLENGTH)
      gsub(/^SOURCE *\( *| *\($/, "", source)
      if (s ~ /[^A-Z0-9_]SOURCE *\(/) { ask("SOURCE"); return }
      if (source == "NULL") return
      if (source != "CLICKHOUSE") { ask("SOURCE " source); return }
      sub(/TCPPORT\(\)/, "0", s)
      s = substr(s, 1, index(s, ")") - 1) " "
      if (match(s, /(^| )HOST *\003[0-9]+\003/)) {
        host = value_at(substr(s, RSTART, RLENGTH))
        if (host !~ /^(localhost|127\.0\.0\.1|::1)$/) ask("SOURCE CLICKHOUSE " host)
      }
      gsub(/(TABLE|DB|USER|PASSWORD|HOST|PORT|SECURE|UPDATE_FIELD|UPDATE_LAG) +(\003?[0-9]+\003?|[A-Z0-9_]+) /, "", s)
      if (s !~ /^ *$/) ask("SOURCE CLICKHOUSE QUERY")
    }

    # reach: what the definition would reach, of its text without what is in quotes: \003 stands for a text, \002 for a name.
    function reach(s, sql,  n, m, i, j, part, piece, tail, word, depth, top, count, words, engine) {
      sub(/^CREATE [A-Z ]+ ([A-Z0-9_]+|\002)\.([A-Z0-9_]+|\002)/, "", s)
      if (s ~ /FORMAT_AVRO_SCHEMA_REGISTRY_URL/) ask("SETTING FORMAT_AVRO_SCHEMA_REGISTRY_URL")
      n = split(s, part, "(")
      for (i = 1; i <= n; i++) {
        m = split(part[i], piece, ")")
        if (depth == 0) top = top (m ? piece[1] : "")
        for (j = 2; j <= m; j++) if (--depth == 0) top = top " () " piece[j]
        if (depth < 0) { wrong("its definition is more than one statement"); return }
        if (i == n) break
        tail = m ? piece[m] : ""
        tail = substr(tail, length(tail) - 299)
        sub(/ +$/, "", tail)
        word = word_of(tail)
        if (word ~ /\002/ && tail !~ /(^|[^A-Z0-9_])(PROJECTION|INDEX|CONSTRAINT|TO|USING) +(([A-Z0-9_]+|\002)\.)?\002$/)
          ask("QUOTED")
        else if (word in elsewhere || word ~ /^(S3|GCS|HDFS|ICEBERG|DELTALAKE|HUDI|PAIMON|AZUREBLOBSTORAGE)[A-Z0-9]*$/)
          { if (word != "S3QUEUE" && tail !~ /ENGINE *=? *[A-Z0-9_]+$/) ask("FUNCTION " word) }
        else if (word != "" && !(word in inside) && (tail ~ /(^|[^A-Z0-9_])(FROM|JOIN) +[A-Z0-9_]+$/ || kind == "TABLE" && depth == 0 && tail ~ / AS +[A-Z0-9_]+$/))
          ask("FUNCTION " word)
        depth++
      }
      if (depth != 0) { wrong("its definition is more than one statement"); return }
      gsub(/=/, " = ", top)
      gsub(/,/, " , ", top)
      count = split(top, words, / +/)
      for (i = 1; i <= count; i++) {
        if (words[i] != "ENGINE") continue
        engine = words[i + 1 + (words[i + 1] == "=")]
        if (engine == "KAFKA") kafka(sql)
        else if (engine ~ /^\003?$/ || engine ~ /^[,)]/ || engine in keyword) continue
        else if (engine !~ /^(REPLICATED|SHARED)?(REPLACING|SUMMING|AGGREGATING|COALESCING|COLLAPSING|VERSIONEDCOLLAPSING|GRAPHITE)?MERGETREE$/ && !(engine in own))
          ask(engine ~ /\002/ ? "QUOTED" : "ENGINE " engine)
      }
      if (kind == "DICTIONARY") dictionary(sql)
    }
    function set(list, names,  n, i, name) { n = split(names, name, " "); for (i = 1; i <= n; i++) list[name[i]] }

    BEGIN {
      set(elsewhere, "URL URLCLUSTER FILE FILECLUSTER OSS COSN REMOTE REMOTESECURE MYSQL POSTGRESQL MONGODB SQLITE ODBC JDBC REDIS INPUT YTSAURUS ARROWFLIGHT MEILISEARCH MODELEVALUATE CATBOOSTEVALUATE REVERSEDNSQUERY DISK")
      set(inside, "SELECT NUMBERS NUMBERS_MT ZEROS ZEROS_MT VALUES VIEW VIEWIFPERMITTED VIEWEXPLAIN NULL GENERATERANDOM GENERATESERIES GENERATE_SERIES MERGE DICTIONARY CLUSTER CLUSTERALLREPLICAS FORMAT")
      set(own, "LOG TINYLOG STRIPELOG MEMORY NULL SET JOIN BUFFER MERGE DISTRIBUTED VIEW MATERIALIZEDVIEW DICTIONARY GENERATERANDOM")
      set(keyword, "AND AS ASC BETWEEN DESC ELSE END FROM GLOBAL GROUP HAVING ILIKE IN IS LIKE LIMIT NOT OR ORDER SETTINGS THEN UNION WHERE <> != < > + - * / % || ()")
      if (!columns) columns = 4
    }
    bad > 9 { exit }
    signed != "yes" && length($0) > 262144 { wrong("it is longer than any definition"); next }
    NF != columns || $1 == "" || $2 !~ /^[A-Za-z0-9]+$/ || $3 !~ /^(rows|definition)$/ { wrong("it is not one that a backup writes"); next }
    !escapes($1) { wrong("that is the name of no table"); next }
    signed == "yes" { next }
    {
      sql = $4
      if (!escapes(sql)) { wrong("its definition is not one that a backup writes"); next }
      gsub(/\\\\/, "\001", sql)
      gsub(/\\\047/, "\047", sql)
      gsub(/\\[bfnrt]/, " ", sql)
      gsub(/\001/, "\\", sql)
      rest = sql
      kind = ""
      if (match(rest, /^CREATE (TABLE|VIEW|MATERIALIZED VIEW|LIVE VIEW|WINDOW VIEW|DICTIONARY) /)) {
        kind = substr(rest, 8, RLENGTH - 8)
        rest = substr(rest, RLENGTH + 1)
      }
      # A name that is not plain is written in backquotes, with escapes of its own.
      if (kind == "" || !(begins(database ".") || begins("`" database "`.")) ||
          !(begins($1 " ") || begins($1 "(") || begins("`" $1 "`") || $1 !~ /^[A-Za-z_][A-Za-z0-9_]*$/ && begins("`"))) {
        wrong("its definition makes something else")
        next
      }
      subject = kind " " $1
      whole = sql
      gsub(/\047([^\047\\]|\\.)*\047|`([^`\\]|\\.)*`|"([^"\\]|\\.)*"/, "\001&", sql)
      gsub(/\001\047([^\047\\]|\\.)*\047/, "\003", sql)
      gsub(/\001(`([^`\\]|\\.)*`|"([^"\\]|\\.)*")/, "\002", sql)
      sql = toupper(sql)
      # What is no ASCII may be a space, or a quote, to the server.
      if (sql ~ /[\047"`;$#\\\200-\377]|--|\/\*/) wrong("its definition is more than one statement")
      else if (sql ~ /(^|[^A-Z0-9_])EXECUTABLE(POOL)? *\(/) wrong("its definition starts a program")
      else if (sql ~ /[^A-Z0-9_](POPULATE|OUTFILE|INFILE|ON +CLUSTER)([^A-Z0-9_]|$)/) wrong("its definition does more than make it")
      else reach(sql, whole)
    }' "$from"
}
