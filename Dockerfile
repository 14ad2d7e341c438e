FROM python:3.11-slim AS build
WORKDIR /src
COPY constraints.txt pyproject.toml ./
COPY bot bot
COPY handlers handlers
COPY scheduler scheduler
COPY messages messages
COPY storage storage
RUN python -m venv /opt/vekha \
 && /opt/vekha/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.11-slim
RUN useradd --system --create-home --home-dir /var/lib/vekha vekha
COPY --from=build /opt/vekha /opt/vekha
COPY examples /opt/vekha/examples
ENV PATH=/opt/vekha/bin:$PATH PYTHONUNBUFFERED=1 HTTP_HOST=0.0.0.0 HTTP_PORT=8080 \
    DATABASE_URL=sqlite:////var/lib/vekha/vekha.db
USER vekha
WORKDIR /var/lib/vekha
VOLUME /var/lib/vekha
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD \
    ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/health', timeout=4)"]
ENTRYPOINT ["vekha"]
CMD ["run"]
