# The roles of a backup, and its database without what stands in it: read and never run. Sourced by method-pg_dump.sh.
# shellcheck shell=bash

# Settings that do no more than change how a session plans, waits, prints and logs.
harmless_settings='  search_path client_encoding timezone datestyle intervalstyle extra_float_digits bytea_output xmloption xmlbinary
  application_name client_min_messages default_text_search_config lc_messages lc_monetary lc_numeric lc_time
  escape_string_warning array_nulls statement_timeout lock_timeout deadlock_timeout transaction_timeout
  idle_in_transaction_session_timeout idle_session_timeout tcp_user_timeout work_mem hash_mem_multiplier
  maintenance_work_mem logical_decoding_work_mem temp_buffers temp_file_limit effective_cache_size
  effective_io_concurrency maintenance_io_concurrency gin_fuzzy_search_limit gin_pending_list_limit
  default_transaction_isolation default_transaction_read_only default_transaction_deferrable synchronous_commit
  commit_delay commit_siblings default_statistics_target random_page_cost seq_page_cost cpu_tuple_cost
  cpu_index_tuple_cost cpu_operator_cost parallel_tuple_cost parallel_setup_cost min_parallel_table_scan_size
  min_parallel_index_scan_size max_parallel_workers max_parallel_workers_per_gather
  max_parallel_maintenance_workers parallel_leader_participation jit jit_above_cost jit_inline_above_cost
  jit_optimize_above_cost geqo constraint_exclusion cursor_tuple_fraction from_collapse_limit join_collapse_limit
  plan_cache_mode track_activities track_counts track_functions track_io_timing log_statement log_duration
  log_min_duration_statement log_min_duration_sample log_statement_sample_rate log_transaction_sample_rate
  log_min_messages log_min_error_statement log_error_verbosity log_lock_waits log_temp_files'

# What pg_dumpall --roles-only --no-role-passwords of PostgreSQL 12 to 18 writes, a line for each thing in it:
#   create ROLE | early STATEMENT | late STATEMENT | encoding NAME | named WHAT | refused WHY, each after its line number
# A statement is written anew, every name and text of it quoted; "named" is what only an operator may let in. With PART=yes it
# reads what pg_restore --create prints of a database, "make STATEMENT" among it, and passes over the rest.
# @see https://www.postgresql.org/docs/18/app-pg-dumpall.html
# shellcheck disable=SC2016 # awk's own $
roles_reader='
  BEGIN {
    database = ENVIRON["OF_DATABASE"]
    owner = ENVIRON["OF_OWNER"]
    # What owner.sql may have called the superuser.
    super["postgres"]; super["superuser"]; super["stowage_superuser"]
    delete super[owner]
    part = ENVIRON["PART"] == "yes"
    known = ENVIRON["KNOWN"]
    gsub(/[ \n]+/, " ", known)
  }
  function say(what, text) { if (!over) printf "%s\t%d\t%s\n", what, first, text }
  function refuse(why) { if (!n) first = NR; say("refused", why); over = 1; exit }
  function add(kind, text) {
    if (!n) first = NR
    if (++n > 400) refuse("it is longer than any that pg_dumpall writes")
    is[n] = kind
    at[n] = text
  }
  function word(i, text) { return is[i] == "word" && at[i] == text }
  function mark(i, text) { return is[i] == "mark" && at[i] == text }
  function doubled(text, c,   out, to) {
    while (to = index(text, c)) { out = out substr(text, 1, to) c; text = substr(text, to + 1) }
    return out text
  }
  function escaped(text, c, by,   out, to) {
    while (to = index(text, c)) { out = out substr(text, 1, to - 1) by; text = substr(text, to + 1) }
    return out text
  }
  # What pg_dumpall leaves unquoted is in small letters.
  function name(i) {
    if (is[i] != "name" && !(is[i] == "word" && at[i] ~ /^[a-z_][a-z0-9_]*$/)) refuse("a name is missing in it")
    if (at[i] == "" || length(at[i]) > 63 || at[i] ~ /[[:cntrl:]]|\302[\200-\237]/) refuse("a name in it is empty, too long, or holds a control character")
    return "\"" doubled(at[i], "\"") "\""
  }
  function role(i) {
    if (at[i] ~ /^pg_/) refuse("names that begin with pg_ belong to PostgreSQL")
    return name(i)
  }
  function literal(i,   out) {
    if (is[i] != "text") refuse("a text is missing in it")
    out = doubled(at[i], "\047")
    if (out !~ /[\\\n\t]/) return "\047" out "\047"
    out = escaped(escaped(doubled(out, "\\"), "\n", "\\n"), "\t", "\\t")
    return "E\047" out "\047"
  }
  # What changes how a session plans, waits, prints and logs, and nothing else. The superuser of a volume has no settings.
  function harmless(setting, of) {
    if (of in super) return 0
    if (setting ~ /^(enable|geqo|vacuum_cost|tcp_keepalives)_[a-z_]+$/) return 1
    return index(" " known " ", " " setting " ")
  }
  # assigned I WHOSE SHOWN: "SET name TO text, text" from there on.
  function assigned(i, whose, shown,   out, called) {
    called = tolower(at[i + 1])
    if (!word(i, "SET") || (is[i + 1] != "word" && is[i + 1] != "name") || called !~ /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/ || !word(i + 2, "TO")) refuse("it is no setting that pg_dumpall writes")
    out = " SET \"" called "\" TO " literal(i + 3)
    for (i += 4; i <= n; i += 2) {
      if (!mark(i, ",")) refuse("it is no setting that pg_dumpall writes")
      out = out ", " literal(i + 1)
    }
    if (!harmless(called, whose)) say("named", "SETTING " called " OF " shown)
    return out
  }
  function settings_of_role(   i, of) {
    of = "ALTER ROLE " role(3)
    i = 4
    if (word(4, "IN") && word(5, "DATABASE")) {
      name(6)
      if (at[6] != database) refuse("it speaks of another database than " database)
      of = of " IN DATABASE " name(6)
      i = 7
    }
    of = of assigned(i, at[3], "ROLE " at[3])
    say(i == 7 ? "late" : "early", of)
  }
  # What makes a role more than a user of its own data is let in by name only. Those of the application and of the superuser
  # are as this stack made them.
  function attributes(   i, out, ours) {
    out = "ALTER ROLE " role(3) " WITH"
    ours = at[3] == owner || at[3] in super
    if (n < 5) refuse("it says nothing of the role")
    for (i = 5; i <= n; i++) {
      if (is[i] != "word") refuse("it says of a role what pg_dumpall never writes")
      if (at[i] ~ /^(NO)?(SUPERUSER|INHERIT|CREATEROLE|CREATEDB|LOGIN|REPLICATION|BYPASSRLS)$/) {
        if (!ours && at[i] ~ /^(SUPERUSER|CREATEROLE|REPLICATION|BYPASSRLS)$/) say("named", "ROLE " at[3] " " at[i])
        out = out " " at[i]
      } else if (word(i, "CONNECTION") && word(i + 1, "LIMIT") && is[i + 2] == "number") {
        out = out " CONNECTION LIMIT " at[i + 2]
        i += 2
      } else if (word(i, "VALID") && word(i + 1, "UNTIL")) {
        out = out " VALID UNTIL " literal(i + 2)
        i += 2
      } else refuse("it says of a role what pg_dumpall never writes: " at[i])
    }
    if (!ours) say("early", out)
  }
  function membership(   i, out, granted) {
    granted = at[2]
    out = "GRANT " name(2) " TO " role(4)
    i = 5
    if (word(i, "WITH")) {
      do {
        if (word(i + 1, "ADMIN") && word(i + 2, "OPTION")) out = out (i == 5 ? " WITH" : ",") " ADMIN OPTION"
        else if ((word(i + 1, "INHERIT") || word(i + 1, "SET") || word(i + 1, "ADMIN")) && (word(i + 2, "TRUE") || word(i + 2, "FALSE"))) out = out (i == 5 ? " WITH " : ", ") at[i + 1] " " at[i + 2]
        else refuse("it grants a role as pg_dumpall never does")
        i += 3
      } while (mark(i, ","))
    }
    # Who granted it once is not said again: that was the superuser, or somebody who need not be here.
    if (word(i, "GRANTED") && word(i + 1, "BY")) { name(i + 2); i += 3 }
    if (i != n + 1) refuse("it grants a role as pg_dumpall never does")
    if (granted in super || (granted ~ /^pg_/ && granted !~ /^pg_(monitor|read_all_settings|read_all_stats|stat_scan_tables|read_all_data|write_all_data|signal_backend|checkpoint|maintain)$/)) say("named", "MEMBER " at[4] " OF " granted)
    say("late", out)
  }
  function parameter(   i, out, called) {
    out = "GRANT"
    for (i = 2; ; i++) {
      if (word(i, "ALTER") && word(i + 1, "SYSTEM")) { out = out " ALTER SYSTEM"; i += 2 }
      else if (word(i, "SET") || word(i, "ALL")) { out = out " " at[i]; i++ }
      else refuse("it grants what pg_dumpall never grants")
      if (!mark(i, ",")) break
      out = out ","
    }
    called = at[i + 2]
    if (!word(i, "ON") || !word(i + 1, "PARAMETER") || called !~ /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$/ || !word(i + 3, "TO")) refuse("it grants what pg_dumpall never grants")
    out = out " ON PARAMETER \"" called "\" TO " role(i + 4)
    if (word(i + 5, "WITH") && word(i + 6, "GRANT") && word(i + 7, "OPTION") && n == i + 7) out = out " WITH GRANT OPTION"
    else if (n != i + 4) refuse("it grants what pg_dumpall never grants")
    say("named", "PARAMETER " called " OF ROLE " at[i + 4])
    say("late", out)
  }
  function made(   i, out) {
    for (i = 5; i <= n; i += 3) {
      if (word(i, "CONNECTION")) i++
      if (is[i] != "word" || !mark(i + 1, "=")) refuse("it makes the database as pg_dump never does")
      if (at[i] ~ /^(ENCODING|LOCALE|LC_COLLATE|LC_CTYPE|ICU_LOCALE|ICU_RULES|BUILTIN_LOCALE)$/) out = out " " at[i] " = " literal(i + 2)
      else if (word(i, "LOCALE_PROVIDER") && at[i + 2] ~ /^(libc|icu|builtin)$/) out = out " LOCALE_PROVIDER = " at[i + 2]
      else if (word(i, "LIMIT") && is[i + 2] == "number") out = out " CONNECTION LIMIT = " at[i + 2]
      else if (at[i] !~ /^(TEMPLATE|TABLESPACE)$/) refuse("it makes the database as pg_dump never does")
    }
    say("make", "CREATE DATABASE " name(3) " WITH TEMPLATE = template0" out)
  }
  # Who may come into the database.
  function rights(   i, out, to) {
    out = at[1]
    for (i = 2; ; i++) {
      if (at[i] !~ /^(ALL|CREATE|CONNECT|TEMPORARY)$/) return
      out = out " " at[i]
      if (!mark(++i, ",")) break
      out = out ","
    }
    if (!word(i, "ON") || !word(i + 1, "DATABASE") || at[i + 2] != database || !word(i + 3, word(1, "GRANT") ? "TO" : "FROM")) return
    to = word(i + 4, "PUBLIC") ? "PUBLIC" : name(i + 4)
    say("late", out " ON DATABASE " name(i + 2) " " at[i + 3] " " to (word(i + 5, "WITH") ? " WITH GRANT OPTION" : ""))
  }
  function judge() {
    if (word(1, "SET") && n == 4 && mark(3, "=")) {
      if (at[2] == "default_transaction_read_only" && word(4, "off")) return
      if (at[2] == "standard_conforming_strings" && word(4, "on")) return
      if (at[2] == "client_encoding" && is[4] == "text") {
        # Those that a server can have: in these no byte of a letter is a quote or a backslash.
        if (at[4] !~ /^(UTF8|SQL_ASCII|MULE_INTERNAL|LATIN([1-9]|10)|ISO_8859_[5-8]|KOI8[RU]|WIN(125[0-8]|866|874)|EUC_(CN|JP|JIS_2004|KR|TW))$/) refuse("it is of the encoding " (at[4] ~ /^[A-Za-z0-9_-]+$/ ? at[4] : "of another kind") ", which no database has")
        say("encoding", at[4])
        return
      }
    }
    if (part && word(2, "DATABASE") && at[3] == database) {
      if (word(1, "CREATE") && word(4, "WITH")) return made()
      if (word(1, "ALTER") && word(4, "SET") && word(6, "TO")) return say("late", "ALTER DATABASE " name(3) assigned(4, "", "DATABASE"))
      if (word(1, "ALTER") && word(4, "CONNECTION") && word(5, "LIMIT") && is[n] == "number") return say("late", "ALTER DATABASE " name(3) " CONNECTION LIMIT " at[n])
    }
    if (part && word(1, "COMMENT") && word(3, "DATABASE") && at[4] == database && word(5, "IS") && n == 6) return say("late", "COMMENT ON DATABASE " name(4) " IS " literal(6))
    if (part && (word(1, "GRANT") || word(1, "REVOKE"))) return rights()
    if (word(1, "ALTER") && word(2, "ROLE")) {
      if (word(4, "WITH") && !part) return attributes()
      if (word(4, "IN") || !part) return settings_of_role()
    }
    if (part) return
    if (word(1, "CREATE") && word(2, "ROLE") && n == 3) return say("create", role(3))
    if (word(1, "COMMENT") && word(2, "ON") && word(3, "ROLE") && word(5, "IS") && n == 6) return say("early", "COMMENT ON ROLE " role(4) " IS " literal(6))
    if (word(1, "GRANT") && word(3, "TO")) return membership()
    if (word(1, "GRANT")) return parameter()
    refuse("pg_dumpall writes no such statement")
  }
  {
    rest = $0
    if (length(rest) > 65536) refuse("a line of it is longer than 64 KiB")
    if (!quote && !n && (rest ~ /^\\(un)?restrict [A-Za-z0-9]+$/ || (part && rest ~ /^\\/))) next
    while (!over) {
      if (quote) {
        if (!match(rest, quote == "name" ? "\"" : "[\047\\\\]")) {
          held = held rest "\n"
          if (length(held) > 65536) refuse("a text in it is longer than 64 KiB")
          next
        }
        c = substr(rest, RSTART, 1)
        held = held substr(rest, 1, RSTART - 1)
        rest = substr(rest, RSTART + 1)
        if (c == "\\" && (quote != "escaped" || substr(rest, 1, 1) != c)) refuse("a backslash stands in a text of it as pg_dumpall never writes one")
        if (substr(rest, 1, 1) == c) { held = held c; rest = substr(rest, 2); continue }
        if (quote != "name" && escaped(escaped(held, "\n", ""), "\t", "") ~ /[[:cntrl:]]/) refuse("a text in it holds a control character")
        add(quote == "name" ? quote : "text", held)
        quote = ""
        continue
      }
      if (match(rest, /^[ \t]+/)) { rest = substr(rest, RLENGTH + 1); continue }
      if (rest == "" || rest ~ /^--/) next
      if (rest ~ /^("|\047|E\047)/) {
        if (!n) first = NR
        quote = rest ~ /^"/ ? "name" : rest ~ /^E/ ? "escaped" : "text"
        held = ""
        rest = substr(rest, quote == "escaped" ? 3 : 2)
        continue
      }
      if (match(rest, /^[A-Za-z_][A-Za-z0-9_]*/)) add("word", substr(rest, 1, RLENGTH))
      else if (match(rest, /^-?[0-9]+/)) add("number", substr(rest, 1, RLENGTH))
      else if (match(rest, part ? "^[].,=():[]" : "^[,=]")) add("mark", substr(rest, 1, RLENGTH))
      else if (match(rest, /^;/)) {
        judge()
        n = 0
        split("", is)
        split("", at)
      } else refuse("pg_dumpall writes no such statement")
      rest = substr(rest, RLENGTH + 1)
    }
  }
  END { if (!over && (quote || n)) refuse("it does not end") }'

# read_roles FILE DATABASE OWNER: "end" is its last line when it read all.
read_roles() {
  local size
  size=$(wc -c <"$1") || return 1
  if [ "$size" -gt 1048576 ]; then
    printf 'refused\t1\tit is larger than 1 MiB\n'
  elif [ "$(tr -d '\000' <"$1" | wc -c)" != "$size" ]; then
    printf 'refused\t1\tit is no text\n'
  else
    roles_of "$2" "$3" no <"$1" || return 1
  fi
  printf 'end\n'
}

# roles_of DATABASE OWNER PART
roles_of() {
  KNOWN=$harmless_settings OF_DATABASE=$1 OF_OWNER=$2 PART=$3 LC_ALL=C awk "$roles_reader"
}
