"""``detector serve``: the gate over HTTP."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detector.cli.options import (
    ConfigFileOption,
    FailOnOption,
    Isolated,
    ModelFolder,
    one_configuration,
)
from detector.errors import DetectorError, ExitStatus, missing_extra

if TYPE_CHECKING:
    from detector.server.keys import KeyRing

Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on.")]
Port = Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Port to listen on.")]
Workers = Annotated[
    int, typer.Option(min=0, metavar="N", help="Checking processes; 0: one per core.")
]
MaxBytes = Annotated[int, typer.Option(min=1024, metavar="N", help="Largest request body.")]
MaxBatch = Annotated[
    int, typer.Option(min=1, max=1000, metavar="N", help="Most articles in one batch.")
]
Timeout = Annotated[
    float, typer.Option(min=0.1, metavar="S", help="Seconds that one article may take.")
]
ReadTimeout = Annotated[
    float, typer.Option(min=0.1, metavar="S", help="Seconds that a client may take to send.")
]
MaxWait = Annotated[
    float,
    typer.Option(
        min=0.0, metavar="S", help="Seconds that a request may wait before it is refused."
    ),
]
Rate = Annotated[
    float, typer.Option(min=0.0, metavar="N", help="Requests per second and caller; 0: no limit.")
]
Burst = Annotated[int, typer.Option(min=1, metavar="N", help="Requests allowed at once.")]
KeysFile = Annotated[Path | None, typer.Option(metavar="FILE", help="Keys, one name:key per line.")]
Open = Annotated[bool, typer.Option("--open", help="Serve other machines without keys.")]
Proxies = Annotated[
    list[str], typer.Option(metavar="ADDRESS", help="Trust this proxy's X-Forwarded-For.")
]
Origins = Annotated[
    list[str], typer.Option(metavar="ORIGIN", help="Let pages of this site ask from a browser.")
]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 0,
    max_bytes: MaxBytes = 1024 * 1024,
    max_batch: MaxBatch = 100,
    timeout: Timeout = 10.0,
    read_timeout: ReadTimeout = 10.0,
    max_wait: MaxWait = 0.3,
    rate: Rate = 10.0,
    burst: Burst = 20,
    keys: KeysFile = None,
    open: Open = False,
    proxy: Proxies = [],  # noqa: B006 (typer reads the default, nobody changes it)
    cors: Origins = [],  # noqa: B006
    fail_on: FailOnOption = None,
    config: ConfigFileOption = None,
    isolated: Isolated = False,
    model: ModelFolder = None,
) -> int:
    """Serve the check to content systems over HTTP, with a page for editors at /."""
    one_configuration(config, isolated=isolated)
    try:
        from detector.server.run import run
    except ModuleNotFoundError as error:
        raise DetectorError(missing_extra("detector serve", "server")) from error
    from detector.pipeline import available_cores
    from detector.server.cors import check_origin
    from detector.server.settings import ServerSettings

    settings = ServerSettings(
        host=host,
        port=port,
        workers=workers or available_cores(),
        max_bytes=max_bytes,
        max_batch=max_batch,
        timeout_s=timeout,
        max_wait_s=max_wait,
        read_timeout_s=read_timeout,
        rate=rate,
        burst=burst,
        keys=_keys(keys, host, open=open),
        proxies=tuple(proxy),
        cors=tuple(map(check_origin, cors)),
        config=config,
        isolated=isolated,
        fail_on=fail_on.value if fail_on else None,
        model=model,
    )
    run(settings)
    return ExitStatus.OK


def _keys(file: Path | None, host: str, *, open: bool) -> KeyRing:
    """Return the keys of ``file`` and of the environment; other machines need one, or ``open``."""
    from detector.server.keys import ENVIRONMENT, load_keys

    keys = load_keys(file, os.environ.get(ENVIRONMENT))
    if not keys and not open and not _is_loopback(host):
        raise DetectorError(
            f"{host} can be reached from other machines: use --keys FILE or {ENVIRONMENT}, or "
            "--open to serve anyone"
        )
    return keys


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
