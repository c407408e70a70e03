# Two stages: what builds stays behind, what runs is small, not root, and keeps its data in a volume.
FROM python:3.13-slim-trixie AS build
WORKDIR /src
RUN python -m venv --without-pip /opt/calledit
COPY requirements.lock ./
RUN python -m pip --python /opt/calledit/bin/python install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY docs/calledit.1 docs/
COPY bot bot
COPY predictions predictions
COPY scoring scoring
COPY storage storage
COPY requirements-build.lock ./
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-build.lock \
    && /opt/build/bin/pip wheel --no-cache-dir --disable-pip-version-check --no-build-isolation --no-deps --wheel-dir /wheels . \
    && python -m pip --python /opt/calledit/bin/python install --no-cache-dir --disable-pip-version-check --no-deps /wheels/*.whl

FROM python:3.13-slim-trixie
RUN useradd --uid 10001 --no-create-home --home-dir /data calledit \
    && install --directory --owner calledit --group calledit --mode 0700 /data
COPY --from=build /opt/calledit /opt/calledit
ENV PATH=/opt/calledit/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    CALLEDIT_DATABASE_URL=sqlite:////data/calledit.db
USER calledit
WORKDIR /data
VOLUME /data
# The service notes each finished pass; a pass older than five intervals means that it hangs.
HEALTHCHECK --interval=60s --timeout=15s --start-period=60s CMD ["calledit", "db", "alive"]
ENTRYPOINT ["calledit"]
CMD ["run"]
