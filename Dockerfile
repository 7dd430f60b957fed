# docker-compose.yml builds two images from this: `server` (API, worker, sample town) and `admin` (dashboard).
FROM node:24.21.0-bookworm AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node tools/bootstrap.mjs build && npm prune --omit=dev --no-audit --no-fund

FROM node:24.21.0-bookworm-slim AS server
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]

FROM node:24.21.0-bookworm-slim AS admin
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY --from=build /app/package.json /app/package-lock.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build --chown=node /app/apps/admin ./apps/admin
USER node
CMD ["node", "node_modules/next/dist/bin/next", "start", "apps/admin", "-p", "4001", "-H", "0.0.0.0"]
