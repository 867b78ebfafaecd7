FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

COPY requirements.lock .
RUN pip install --require-hashes -r requirements.lock

COPY . .
RUN useradd --system --uid 10001 --no-create-home kintsugi \
    && install -d -o kintsugi -g kintsugi var \
    && python -m compileall -q bot scheduler
USER kintsugi
VOLUME /app/var

# Bot and scheduler in one process, migrations first. For several processes, see docs/operators.md.
CMD ["python", "-m", "bot", "--with-scheduler"]
