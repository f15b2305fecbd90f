"""Run the server until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence

import uvicorn

from detector.errors import DetectorError
from detector.server import logs
from detector.server.app import Service, create_app
from detector.server.pool import COMMAND
from detector.server.protocol import with_limits
from detector.server.settings import ServerSettings

KEEP_ALIVE_S = 5  # an idle connection counts against the caller's share
BACKLOG = 256


def run(settings: ServerSettings, command: Sequence[str] = COMMAND) -> None:
    """Serve until SIGTERM or SIGINT; what has been begun is finished first.

    ``command`` starts a worker. Raises DetectorError where the address cannot be had or the
    workers cannot start.
    """
    logs.set_up()
    asyncio.run(_serve(Service(settings, command)))


async def _serve(service: Service) -> None:
    settings = service.settings
    await service.pool.start()
    server = uvicorn.Server(_config(service))
    # uvicorn raises the signal anew once it has stopped; that would end a clean stop in a failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: None)
    try:
        await server.serve()
    except SystemExit as error:
        raise DetectorError(
            f"cannot listen on {settings.host} port {settings.port}: see above"
        ) from error
    finally:
        await service.pool.stop()


def _config(service: Service) -> uvicorn.Config:
    settings = service.settings
    return uvicorn.Config(
        create_app(service),
        host=settings.host,
        port=settings.port,
        # Behind a proxy all come from one address; it has limits of its own.
        http=with_limits(
            settings.read_timeout_s, None if settings.proxies else settings.max_connections // 2
        ),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        limit_concurrency=settings.max_connections,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=int(settings.timeout_s + settings.read_timeout_s) + 1,
    )
