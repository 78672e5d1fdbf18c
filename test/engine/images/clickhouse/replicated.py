"""Replicated tables. The engine has no server, so none of its own ever becomes active: each is kept as the plain table of its
family, with what it would be in its comment. What the real server needs for one is asked for here, and what it refuses
without that is refused: the merged configuration, and a ZooKeeper that answers."""
import os
import re
import socket
from xml.etree import ElementTree

CONFIG = "/etc/clickhouse-server"
# The SQL that the server runs for system.replicas; its two numbers are filled in.
REPLICAS = """(SELECT database, name AS table, toUInt8({readonly}) AS is_readonly, toUInt32(1) AS total_replicas,
 toUInt32({active}) AS active_replicas FROM system.tables WHERE startsWith(comment, 'Replicated'))"""
on_cluster = re.compile(r"\sON\s+CLUSTER\s+(?:'([^']*)'|`([^`]*)`|(\w+))", re.I)
engine = re.compile(r"\bENGINE\s*=\s*Replicated(\w*MergeTree)\s*(?:\(\s*'([^']*)'\s*,\s*'([^']*)'\s*,?\s*([^()]*(?:\([^()]*\))?[^()]*)\))?", re.I)
writes = re.compile(r"^\s*(?:INSERT\s+INTO(?:\s+TABLE)?|ALTER\s+TABLE|OPTIMIZE\s+TABLE|TRUNCATE\s+TABLE(?:\s+IF\s+EXISTS)?)\s+((?:`[^`]+`|\w+)(?:\.(?:`[^`]+`|\w+))?)", re.I)
definitions = re.compile(r"^\s*(CREATE|DROP|ALTER|RENAME|TRUNCATE|OPTIMIZE|EXCHANGE|ATTACH|DETACH|SYSTEM)\b", re.I)
changes = re.compile(r"^\s*(CREATE|DROP|RENAME|EXCHANGE|ATTACH|DETACH|RESTORE)\b", re.I)


class Refused(Exception):
    """What the server answers in the place of a result."""

    def __init__(self, code, message, name):
        super().__init__(f"Code: {code}. DB::Exception: {message} ({name})")


def merged():
    """The server's configuration: config.xml, and over it the files of config.d by their names."""
    root = ElementTree.parse(f"{CONFIG}/config.xml").getroot()
    for name in sorted(os.listdir(f"{CONFIG}/config.d")):
        if name.endswith(".xml"):
            merge(root, ElementTree.parse(f"{CONFIG}/config.d/{name}").getroot())
    return root


def merge(into, other):
    for child in other:
        known = into.find(child.tag)
        if child.get("remove") is not None or child.get("replace") is not None:
            for one in into.findall(child.tag):
                into.remove(one)
            if child.get("remove") is None:
                into.append(child)
        elif known is None:
            into.append(child)
        elif len(child) == 0:
            known.text = child.text
        else:
            merge(known, child)


def fault(config):
    """Why no replica can be active, or None."""
    try:
        answering(config)
        if not config.findtext("interserver_http_port"):
            raise Refused(139, "Parameter 'interserver_http(s)_port' required for replication is not specified in configuration file.", "NO_ELEMENTS_IN_CONFIG")
    except Refused as refused:
        return str(refused)
    return None


def answering(config):
    """Raises when the configuration names no ZooKeeper, or one that does not serve."""
    host, port = config.findtext("zookeeper/node/host"), int(config.findtext("zookeeper/node/port") or 2181)
    if not host:
        raise Refused(139, "There is no Zookeeper configuration in server config", "NO_ELEMENTS_IN_CONFIG")
    try:
        with socket.create_connection((host, port), timeout=3) as talk:
            talk.sendall(b"srvr")
            mode = b"Mode: " in talk.recv(65536)
    except OSError as error:
        raise Refused(999, f"All connection tries failed while connecting to ZooKeeper. nodes: {host}:{port}: {error}", "KEEPER_EXCEPTION") from error
    if not mode:
        raise Refused(999, f"ZooKeeper at {host}:{port} does not serve", "KEEPER_EXCEPTION")


def substituted(text, config):
    def value(found):
        name = found[1]
        if name in ("uuid", "database", "table"):
            return found[0]
        macro = config.findtext(f"macros/{name}")
        if macro is None:
            raise Refused(62, f"No macro '{name}' in config while processing substitutions in '{text}'", "SYNTAX_ERROR")
        return macro
    return re.sub(r"\{(\w+)\}", value, text)


class Tables:
    """Which tables are replicated. `ask` runs a statement and gives its lines."""

    def __init__(self, ask, say):
        self.ask, self.say, self.known = ask, say, None

    def prepared(self, statement, database):
        """The statement as the engine can run it. Raises what the server refuses."""
        config = merged()
        statement = self.on_this_server(statement, config)
        if "system.replicas" in statement:
            why = fault(config)
            statement = statement.replace("system.replicas", REPLICAS.format(readonly=int(why is not None), active=int(why is None)))
        written = writes.match(statement)
        if written is not None and self.is_replicated(written[1], database):
            why = fault(config)
            if why is not None:
                self.say(why)
                raise Refused(242, f"Table is in readonly mode (table: {written[1]})", "TABLE_IS_READ_ONLY")
        if changes.match(statement):
            self.known = None
        made = engine.search(statement) if re.match(r"\s*CREATE\s+TABLE\b", statement, re.I) else None
        return statement if made is None else self.plain(statement, made, config)

    def on_this_server(self, statement, config):
        found = on_cluster.search(statement.split("ENGINE")[0]) if definitions.match(statement) else None
        if found is None:
            return statement
        name = substituted(found[1] or found[2] or found[3], config)
        if config.find(f"remote_servers/{name}") is None:
            raise Refused(170, f"Requested cluster '{name}' not found", "BAD_GET")
        if config.findtext("distributed_ddl/path") is None:
            raise Refused(139, "DDL background thread is not initialized", "NO_ELEMENTS_IN_CONFIG")
        answering(config)
        return statement[: found.start()] + statement[found.end():]

    def plain(self, statement, made, config):
        family, path, replica, rest = made.groups()
        answering(config)
        path, replica = substituted(path or "/clickhouse/tables/{uuid}/{shard}", config), substituted(replica or "{replica}", config)
        why = fault(config)
        if why is not None:  # as the real one: the table is made, and its own thread says why it stays read-only
            self.say(why)
        arguments = f"({rest})" if rest else ""
        comment = f"Replicated{family}('{path}', '{replica}')".replace("'", "\\'")
        return f"{statement[: made.start()]}ENGINE = {family}{arguments}{statement[made.end():].rstrip().rstrip(';')} COMMENT '{comment}'"

    def is_replicated(self, name, database):
        if self.known is None:
            self.known = set(self.ask("SELECT concat(database, '.', name) FROM system.tables WHERE startsWith(comment, 'Replicated')"))
        name = name.replace("`", "")
        return (name if "." in name else f"{database}.{name}") in self.known
