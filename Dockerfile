# No build stage: Node runs the TypeScript as it is.
FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production NEWSHOUND_DATA=/data PORT=8080 TZ=UTC
# The optional packages are Node itself, which this image has.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts
COPY LICENSE ./
COPY config ./config
COPY src ./src
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps", "src/start.js"]
