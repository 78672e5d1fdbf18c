"""Statements, each run by ClickHouse's engine on the server's configuration and data, in a process of its own.

    query.py DATABASE FORMAT    the one on standard input
    query.py --serve            those of `Engine`: loading the engine takes longer than most statements, and is done once
"""
import ctypes
import json
import os
import subprocess
import sys
import tempfile


class Result(ctypes.Structure):
    _fields_ = [("buf", ctypes.c_void_p), ("len", ctypes.c_size_t), ("vec", ctypes.c_void_p),
                ("elapsed", ctypes.c_double), ("rows", ctypes.c_uint64), ("bytes", ctypes.c_uint64),
                ("error", ctypes.c_char_p)]


class Engine:
    """A process that has loaded the engine, and makes a copy of itself for each statement."""

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, __file__, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, statement, database, output):
        """Its code, its output and what it wrote to standard error."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            places = [f"/proc/{os.getpid()}/fd/{file.fileno()}" for file in (out, err)]
            print(json.dumps([statement, database, output, *places]), file=self.process.stdin, flush=True)
            code = int(self.process.stdout.readline())
            out.seek(0)
            err.seek(0)
            return code, out.read(), err.read()


def load():
    engine = ctypes.CDLL(os.environ.get("STANDIN_ENGINE", "/usr/lib/chdb.so"))
    engine.query_stable_v2.restype = ctypes.POINTER(Result)
    return engine


def query(engine, statement, database, output):
    """Ends the process."""
    words = ["clickhouse", "--multiquery", f"--config-file={os.environ.get('STANDIN_CONFIG', '/etc/clickhouse-server')}/config.xml",
             f"--path={os.environ.get('STANDIN_DATA', '/var/lib/clickhouse')}/", f"--output-format={output}",
             f"--query=USE {database};{statement}" if database else f"--query={statement}"]
    arguments = [word.encode() for word in words]
    result = engine.query_stable_v2(len(arguments), (ctypes.c_char_p * len(arguments))(*arguments))[0]
    error = (result.error or b"").decode()
    if result.buf:
        with open(1, "wb", closefd=False) as out:
            out.write(ctypes.string_at(result.buf, result.len))
    if error and "UNFINISHED" not in error:  # each statement is a server of its own, which ends before a drop does
        os.write(2, error.encode())
        os._exit(1)
    os._exit(0)


def serve():
    engine = load()
    for line in sys.stdin:
        statement, database, output, out, err = json.loads(line)
        child = os.fork()
        if child == 0:
            for place, number in ((os.devnull, 0), (out, 1), (err, 2)):
                os.dup2(os.open(place, os.O_RDWR), number)
            query(engine, statement, database, output)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        serve()
    else:
        query(load(), sys.stdin.read(), *sys.argv[1:3])
