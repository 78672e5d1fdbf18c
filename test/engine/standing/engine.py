"""Loads ClickHouse's engine and lets it run. With engine.c loaded before it, it does not come back."""
import ctypes
import os

engine = ctypes.CDLL(os.environ["STANDING_ENGINE"])
words = ["clickhouse", "--multiquery", "--ignore-error", f"--config-file={os.environ['STANDING_CONFIG']}/config.xml",
         f"--path={os.environ['STANDING_DATA']}/", "--output-format=TabSeparated", "--query=SELECT 1"]
arguments = [word.encode() for word in words]
engine.query_stable_v2(len(arguments), (ctypes.c_char_p * len(arguments))(*arguments))
