# The operator. Where the project is developed no image can be built: test/image.test.ts runs what stands here with nothing but Node, in an empty folder.
ARG NODE=node:24-slim

FROM ${NODE} AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm run build && rm dist/*.map

FROM ${NODE}
ENV NODE_ENV=production
COPY --from=build /src/dist /app
# Nobody, by number, so that runAsNonRoot can be checked. Nothing is written: the root may be read-only.
USER 65532:65532
EXPOSE 8080
# The flags are those that the program ships with (packages/cli/src/operator-main.ts).
ENTRYPOINT ["node", "--max-semi-space-size=2", "--max-old-space-size=96", "--optimize-for-size", "--v8-pool-size=1", "/app/asmpvl-operator.js"]
