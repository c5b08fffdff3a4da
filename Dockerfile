# Rooms as an image: docker build -t rooms .
FROM node:24-bookworm-slim AS built
WORKDIR /rooms
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --include=optional
COPY . .
RUN node scripts/prepare.mjs
# Not needed to run it; the image has a Node of its own.
RUN npm prune --omit=dev \
  && rm -rf .next/cache .next/diagnostics node_modules/@next/swc-* node_modules/node node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /rooms
COPY --from=built /rooms/package.json /rooms/server.ts ./
COPY --from=built /rooms/node_modules ./node_modules
COPY --from=built /rooms/drizzle ./drizzle
COPY --from=built /rooms/public ./public
COPY --from=built /rooms/scripts ./scripts
COPY --from=built /rooms/bench ./bench
COPY --from=built /rooms/lib ./lib
COPY --from=built /rooms/.next ./.next
COPY --from=built /rooms/.built ./.built
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Without a shell around it, so that SIGTERM reaches it.
CMD ["node", "server.ts"]
