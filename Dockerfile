# syntax=docker/dockerfile:1
# The bot as an image: only what `duban run` needs; no root, no shell is used, nothing is written outside /data.

# A tag may be moved to other bytes, a digest may not. To pin it:
#   docker buildx imagetools inspect python:3.13.9-slim-trixie
# and write PYTHON_IMAGE=python:3.13.9-slim-trixie@sha256:<its digest> here.
ARG PYTHON_IMAGE=python:3.13.9-slim-trixie

FROM ${PYTHON_IMAGE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock /build/requirements.lock
# Wheels only: an archive would run its own build code, and would need a compiler.
RUN python -m venv /opt/duban \
 && /opt/duban/bin/pip install --require-hashes --only-binary :all: --requirement /build/requirements.lock \
 && /opt/duban/bin/pip uninstall --yes pip \
 && mkdir -p /data
COPY bot /app/bot
COPY config /app/config
COPY documents /app/documents
COPY handlers /app/handlers
COPY language /app/language
COPY ledger /app/ledger
COPY scheduler /app/scheduler
COPY storage /app/storage
# The image is read-only at run time, so bytecode is made now.
RUN python -m compileall -q /app /opt/duban/lib

FROM ${PYTHON_IMAGE}
COPY --from=build /opt/duban /opt/duban
COPY --from=build /app /app
COPY --from=build --chown=10001:10001 /data /data
# An empty PYTHONTZPATH makes Python take time zones from the locked tzdata package, not from the image.
ENV PATH=/opt/duban/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONTZPATH= \
    DUBAN_DATABASE__URL=sqlite+aiosqlite:////data/duban.db \
    DUBAN_WEB__PORT=8080
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['DUBAN_WEB__PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
