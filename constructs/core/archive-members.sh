# What a tar of a volume holds, member by member, before a byte of it is unpacked. A part of scripts/method-archive.sh.
# shellcheck shell=bash

# tar_members FILE: reads the headers themselves, so that no tar has to be believed what another one unpacks. It prints
# "files" and "bytes", each with their number, and a line "privileged" when a file has a set-user-id or set-group-id bit; or it
# prints what is wrong, and fails. It takes what `tar -cf - -C /volume .` of GNU tar and of BusyBox writes, and nothing else:
# files, folders, symbolic links, hard links to a file before them; each under a folder that came before it, so that nothing is
# written through a link; no name twice; nothing before, between or behind the members. Where a symbolic link points to is data as
# any other: what unpacks it never follows it.
# https://www.gnu.org/software/tar/manual/html_node/Standard.html
tar_members() {
  TAR_FILE=$1 TAR_SIZE=$(stat -c %s -- "$1") awk '
    function refuse(why) { print why; exit 1 }

    # from BLOCK: what is skipped is not read where it is long.
    function from(at) {
      if (command != "") close(command)
      place = at
      command = "od -An -v -tx1 -w512 -j " sprintf("%.0f", at * 512) " -- \"$TAR_FILE\""
    }
    function block() {
      if (place >= total || (command | getline line) <= 0) return 0
      place++
      if (length(line) != 1536) refuse("it cannot be read to its end")
      return 1
    }
    function skip(blocks) {
      if (place + blocks > total) refuse("it ends within a member")
      if (blocks > 64) { from(place + blocks); return }
      while (blocks-- > 0) if (!block()) refuse("it cannot be read to its end")
    }

    # bytes AT LENGTH of the header, each as a space and two digits; text: up to the first zero byte.
    function bytes(at, count) { return substr(line, 3 * at + 1, 3 * count) }
    function text(field,  end) { end = index(field, " 00"); return end ? substr(field, 1, end - 1) : field }
    function zero(field) { return field == substr(zeros, 1, length(field)) }

    # number: octal digits, or 80 and the number itself; -1 for anything else.
    function number(field,  n, i, digit, seen) {
      n = 0
      if (substr(field, 2, 2) == "80") {
        for (i = 5; i < length(field); i += 3) n = n * 256 + value[substr(field, i, 2)]
        return n < 4503599627370496 ? n : -1
      }
      for (i = 2; i < length(field); i += 3) {
        digit = substr(field, i, 2)
        if (digit !~ /^3[0-7]$/) break
        n = n * 8 + substr(digit, 2)
        seen = 1
      }
      field = substr(field, i - 1)
      gsub(/ [02]0/, "", field)
      return seen && field == "" ? n : -1
    }
    function sum(  s, i, n) {
      s = bytes(0, 148) bytes(156, 356)
      gsub(/ 00/, "", s)
      n = 256
      for (i = 2; i < length(s); i += 3) n += value[substr(s, i, 2)]
      return n
    }
    function shown(name,  i, s, byte) {
      for (i = 2; i < length(name) && i < 300; i += 3) {
        byte = substr(name, i, 2)
        s = s (byte in letter ? letter[byte] : "?")
      }
      return s
    }

    # plain NAME: without what tar writes before it and, of a folder, behind it; it must stay below where it is unpacked.
    function plain(name, kind) {
      if (name == " 2e" || name == " 2e 2f") return "."
      if (substr(name, 1, 6) == " 2e 2f") name = substr(name, 7)
      if (kind == "35" && substr(name, length(name) - 2) == " 2f") name = substr(name, 1, length(name) - 3)
      if (name == "") refuse("a member has no name")
      if (length(name) > 12288) refuse("the name of a member is too long: " shown(name))
      if (index(" 2f" name " 2f", " 2f 2e 2e 2f") || substr(name, 1, 3) == " 2f") refuse("a member leads out of the volume: " shown(name))
      if (index(" 2f" name " 2f", " 2f 2e 2f") || index(name " 2f", " 2f 2f")) refuse("the name of a member is not plain: " shown(name))
      return name
    }
    function folder_of(name,  i) {
      for (i = length(name) - 2; i > 0; i -= 3) if (substr(name, i, 3) == " 2f") return substr(name, 1, i - 1)
      return "."
    }

    # long_name SIZE: what a header of GNU tar says of the one after it.
    function long_name(size,  s, left) {
      if (size < 2 || size > 8192) refuse("a member has a name that is too long")
      for (left = size; left > 0; left -= 512) { if (!block()) refuse("it ends within a member"); s = s line }
      if (!zero(substr(s, 3 * size - 2))) refuse("a member has a name that is not one")
      s = substr(s, 1, 3 * (size - 1))
      if (index(s, " 00")) refuse("a member has a name that is not one")
      return s
    }

    function member(  type, size, mode, name, link) {
      if (number(bytes(148, 8)) != sum()) refuse("a header is damaged")
      if ((bytes(257, 8) != " 75 73 74 61 72 20 20 00" && bytes(257, 8) != " 75 73 74 61 72 00 30 30") || !zero(bytes(345, 167)))
        refuse("it is a tar of another kind than a backup writes")
      type = substr(bytes(156, 1), 2)
      size = number(bytes(124, 12))
      if (size < 0) refuse("a member has no size")
      if (type == "4c" || type == "4b") {
        if (long[type] != "") refuse("a member has two names")
        long[type] = long_name(size)
        return
      }
      name = long["4c"] != "" ? long["4c"] : text(bytes(0, 100))
      link = long["4b"] != "" ? long["4b"] : text(bytes(157, 100))
      long["4c"] = long["4b"] = ""
      if (!(type in kinds)) refuse("a member is " (type in others ? others[type] : "of a kind that no volume needs") ": " shown(name))
      if (name == "") refuse("a member has no name")
      name = plain(name, type)
      mode = number(bytes(100, 8))
      if (mode < 0 || mode > 4095) refuse("a member has no mode: " shown(name))
      if (number(bytes(108, 8)) < 0 || number(bytes(108, 8)) > 4294967294 || number(bytes(116, 8)) < 0 || number(bytes(116, 8)) > 4294967294)
        refuse("a member has no owner: " shown(name))
      if (type != "30" && size > 0) refuse("a member has content that it cannot have: " shown(name))
      if (name in seen) refuse("a member comes twice: " shown(name))
      if (name == "." && type != "35") refuse("the volume itself is no folder")
      if (name != "." && folder_of(name) != "." && seen[folder_of(name)] != "35")
        refuse((folder_of(name) in seen) && seen[folder_of(name)] == "32" ? "a member leads through a link: " shown(name) : "a member comes without its folder: " shown(name))
      if (type == "31" && seen[plain(link, type)] != "30") refuse("a hard link leads to no file before it: " shown(name))
      if ((type == "31" || type == "32") && link == "") refuse("a link leads nowhere: " shown(name))
      seen[name] = type
      if (type == "30") {
        if (int(mode / 1024) > 0 && int(mode / 1024) % 4 > 0) privileged = 1
        files++
        content += size
        skip(int((size + 511) / 512))
      }
    }

    BEGIN {
      for (n = 0; n < 256; n++) {
        value[sprintf("%02x", n)] = n
        if (n > 31 && n < 127) letter[sprintf("%02x", n)] = sprintf("%c", n)
      }
      for (n = 0; n < 512; n++) zeros = zeros " 00"
      kinds["30"]; kinds["35"]; kinds["32"]; kinds["31"]
      others["33"] = others["34"] = "a device"
      others["36"] = "a pipe"
      others["53"] = "a file with holes"
      others["78"] = others["67"] = "a header of another kind of tar"
      total = ENVIRON["TAR_SIZE"] / 512
      if (total < 2 || total != int(total)) refuse("it is not a whole tar")
      from(0)
      while (1) {
        if (!block()) refuse("it has no end")
        if (line == zeros) break
        member()
      }
      if (long["4c"] != "" || long["4b"] != "") refuse("a name has no member")
      if (place == total || total - place > 2048) refuse("it has no end")
      while (block()) if (line != zeros) refuse("something lies behind its end")
      if (place < total) refuse("it cannot be read to its end")
      printf "files\t%d\nbytes\t%.0f\n%s", files, content, privileged ? "privileged\n" : ""
    }'
}
