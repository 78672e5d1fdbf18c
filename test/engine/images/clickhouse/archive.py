"""BACKUP and RESTORE of a disk, with zip files. This build of the engine has no zip and reads folders, so each statement
works on a folder beside the file; and it is kinder to views than 22.8, so what that refuses is refused here."""
import os
import re
import shutil
import zipfile
from urllib.parse import unquote

statement_of = re.compile(r"\s*(BACKUP|RESTORE)\s+(.*?)\s+(?:TO|FROM)\s+Disk\('(\w+)',\s*'([^']+\.zip)'\)", re.S | re.I)
base_of = re.compile(r"base_backup\s*=\s*Disk\('\w+',\s*'([^']+\.zip)'\)", re.I)
view_of = re.compile(r"CREATE (?:MATERIALIZED )?VIEW .*? AS ((?:SELECT|WITH) .*)", re.S)


def run(found, statement, folder_of, execute):
    """`execute` runs a statement and returns its code, its output and its error."""
    verb, what, disk, name = found.groups()
    folder = folder_of(disk)
    zipped = os.path.join(folder, name)
    opened = []
    try:
        if verb.upper() == "RESTORE":
            if not os.path.exists(zipped):
                return refused(599, f"Backup Disk('{disk}', '{name}') not found. (BACKUP_NOT_FOUND)")
            read_with_bases(folder, name, opened)
            refusal = refused_view(folder, name, what, execute)
            if refusal is not None:
                return refusal
            return execute(statement.replace(f"'{name}'", f"'{name}.d'"))
        if os.path.exists(zipped):
            return refused(598, f"Backup Disk('{disk}', '{name}') already exists. (BACKUP_ALREADY_EXISTS)")
        forget(folder, name, opened)
        base = base_of.search(statement)
        if base is not None:
            read_with_bases(folder, base[1], opened)
            statement = statement.replace(f"'{base[1]}'", f"'{base[1]}.d'")
        answer = execute(statement.replace(f"'{name}'", f"'{name}.d'"))
        if answer[0] == 0:
            write(folder, name)
        return answer
    finally:
        for one in opened:
            shutil.rmtree(os.path.join(folder, one + ".d"), ignore_errors=True)


def forget(folder, name, opened):
    shutil.rmtree(os.path.join(folder, name + ".d"), ignore_errors=True)
    opened.append(name)


def read_with_bases(folder, name, opened):
    """Makes folders of a zip and of what it says that it stands on, as far as those files are there."""
    while name is not None and os.path.exists(os.path.join(folder, name)):
        forget(folder, name, opened)
        with zipfile.ZipFile(os.path.join(folder, name)) as content:
            content.extractall(os.path.join(folder, name + ".d"))
        name = base_in(folder, name)


def base_in(folder, name):
    """The zip that an opened backup says that it stands on, or None."""
    with open(os.path.join(folder, name + ".d", ".backup"), encoding="utf-8") as told:
        on = re.search(r"<base_backup>Disk\('\w+', '([^']+\.zip)\.d'\)</base_backup>", told.read())
    return on and on[1]


def write(folder, name):
    plain = os.path.join(folder, name + ".d")
    with zipfile.ZipFile(os.path.join(folder, name), "w", zipfile.ZIP_DEFLATED) as content:
        for inside, _, files in os.walk(plain):
            for file in sorted(files):
                path = os.path.join(inside, file)
                content.write(path, os.path.relpath(path, plain))


def refused_view(folder, name, what, execute):
    """22.8 resolves what a view selects from when it restores the view, and takes the views of a whole database in any
    order (ClickHouse#39416): a view of the one table that is restored must find its tables, any view of a database must."""
    whole = what.upper().startswith("DATABASE")
    for table, definition in definitions(folder, name):
        view = view_of.match(definition)
        if view is not None and (whole or what.endswith("." + quoted(table))):
            code, _, error = execute(f"DESCRIBE ({view[1]})")
            if code != 0:
                return code, b"", error
    return None


def definitions(folder, name):
    """The name of each table in the backup, and the statement that makes it: of an incremental one, also from its base."""
    found = {}
    while name is not None:
        plain = os.path.join(folder, name + ".d")
        for inside, _, files in os.walk(os.path.join(plain, "metadata")):
            for file in files:
                with open(os.path.join(inside, file), encoding="utf-8") as text:
                    found.setdefault(unquote(file[:-4]), text.read())
        base = base_in(folder, name)
        name = base if base and os.path.exists(os.path.join(folder, base + ".d")) else None
    return sorted(found.items())


def quoted(table):
    escapes = {"\\": "\\\\", "`": "\\`", "'": "\\'", "\t": "\\t", "\n": "\\n"}
    return "`" + "".join(escapes.get(letter, letter) for letter in table) + "`"


def refused(code, message):
    return 1, b"", f"Code: {code}. DB::Exception: {message}".encode()
