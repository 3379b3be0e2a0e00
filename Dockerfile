# Node 24 runs the TypeScript as it is: nothing is built.
FROM node:24-slim

WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

COPY bin bin
COPY config config
COPY src src

# What must be kept. The first command fills Node's compile cache, so that later starts are quick.
RUN node bin/askaround.mjs check && mkdir data && chown node:node data
VOLUME /app/data

USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "bin/askaround.mjs", "start"]
