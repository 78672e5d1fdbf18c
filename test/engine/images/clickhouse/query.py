"""One statement, run by ClickHouse's engine on the server's configuration and data."""
import ctypes
import os
import sys


class Result(ctypes.Structure):
    _fields_ = [("buf", ctypes.c_void_p), ("len", ctypes.c_size_t), ("vec", ctypes.c_void_p),
                ("elapsed", ctypes.c_double), ("rows", ctypes.c_uint64), ("bytes", ctypes.c_uint64),
                ("error", ctypes.c_char_p)]


database, output = sys.argv[1:3]
statement = sys.stdin.read()
engine = ctypes.CDLL(os.environ.get("STANDIN_ENGINE", "/usr/lib/chdb.so"))
engine.query_stable_v2.restype = ctypes.POINTER(Result)
words = ["clickhouse", "--multiquery", f"--config-file={os.environ.get('STANDIN_CONFIG', '/etc/clickhouse-server')}/config.xml",
         f"--path={os.environ.get('STANDIN_DATA', '/var/lib/clickhouse')}/", f"--output-format={output}",
         f"--query=USE {database};{statement}" if database else f"--query={statement}"]
arguments = [word.encode() for word in words]
result = engine.query_stable_v2(len(arguments), (ctypes.c_char_p * len(arguments))(*arguments))[0]
error = (result.error or b"").decode()
if result.buf:
    os.write(1, ctypes.string_at(result.buf, result.len))
if error and "UNFINISHED" not in error:  # each statement is a server of its own, which ends before a drop does
    os.write(2, error.encode())
    os._exit(1)
os._exit(0)
