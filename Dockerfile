# syntax=docker/dockerfile:1
# One image; the command decides the role: web (default), worker, migrate.
# Nothing here needs a database: pages are made on first request, and migrations run as a step of their own.

FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM dependencies AS build
COPY . .
RUN node payload/start/start.ts build && npm prune --omit=dev

FROM node:24.21.0-bookworm-slim AS run
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 MEDIA_DIR=/media
WORKDIR /app
RUN groupadd --system --gid 10001 publication \
  && useradd --system --uid 10001 --gid publication --no-create-home publication \
  && install -d -o publication -g publication /media /checkpoints
COPY --from=build --chown=root:root /app ./
USER publication
VOLUME /media
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/api/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.ts"]
