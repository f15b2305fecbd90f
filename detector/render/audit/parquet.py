"""Parquet: one row per page, typed and compressed, for data tools."""

from __future__ import annotations

from itertools import islice
from typing import IO, TYPE_CHECKING

from detector.errors import DetectorError, missing_extra
from detector.render.audit.rows import COLUMNS, row_of

if TYPE_CHECKING:
    from detector.audit import AuditResult

ROW_GROUP = 10_000


def write(result: AuditResult, stream: IO[bytes]) -> None:
    """Write the pages, 10,000 per row group. Raises DetectorError without pyarrow."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise DetectorError(missing_extra("writing Parquet", "parquet")) from error

    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    rows = map(row_of, result.pages())
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROW_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
