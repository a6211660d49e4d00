# The production image: the API and the worker, from one set of files. No testkit, no devDependencies, no compiler.
#   docker build --target api .      the API; also the migration job (`node cli/migrate.ts`), `node cli/keys.ts` and `node cli/audit.ts`
#   docker build --target worker .   the worker, with the workflow code bundled

# By digest with docker-compose.digests.yml: `npm run pin:images`.
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without scripts: none of these needs one but the package `node`, which is for machines that have another Node.
# Not `npm ci`: it refuses a lock file that lacks the native parts of some machine. The versions are those of the lock.
RUN npm install --no-save --omit=dev --ignore-scripts && npm cache clean --force

FROM ${NODE_IMAGE} AS runtime
WORKDIR /app
# Inside a container its own network is the inside: ports are published one by one.
ENV NODE_ENV=production PURSER_INTERNAL_HOST=0.0.0.0
COPY --from=dependencies /app/node_modules node_modules
COPY package.json LICENSE ./
COPY domain domain
COPY db db
COPY chain chain
COPY outbound outbound
COPY activities activities
COPY workflows workflows
COPY api api
# The guides, which the API serves.
COPY docs/*.md docs/
COPY cli/migrate.ts cli/keys.ts cli/erase.ts cli/audit.ts cli/sweep.ts cli/options.ts cli/readArgs.ts cli/describeFailure.ts cli/
COPY cli/stack/secrets.ts cli/stack/runningStack.ts cli/stack/running.ts cli/stack/
COPY cli/audit cli/audit
COPY cli/keys cli/keys
COPY cli/sweep cli/sweep
COPY env.ts settings.ts registry.ts signerSettings.ts temporal.ts server.ts worker.ts signer.ts ./
# Our own number: `runAsNonRoot` and the owners of volumes can rely on it.
USER 1000:1000

FROM runtime AS bundle
COPY cli/bundleWorkflows.ts cli/
RUN node cli/bundleWorkflows.ts /tmp/workflows.js

FROM runtime AS worker
COPY --from=bundle /tmp/workflows.js /app/workflows.js
ENV PURSER_WORKFLOW_BUNDLE=/app/workflows.js PURSER_WORKER_HEALTH_PORT=8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PURSER_WORKER_HEALTH_PORT}/healthz`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# As in cli/stack/stack.ts: it halves the memory that reading blocks takes.
CMD ["node", "--max-semi-space-size=8", "worker.ts"]

FROM runtime AS signer
# It listens on no port, so nothing can ask it how it is: the API's metrics show its lanes.
HEALTHCHECK NONE
CMD ["node", "signer.ts"]

FROM runtime AS api
ENV PURSER_HOST=0.0.0.0 PURSER_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PURSER_PORT}/healthz`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# As in cli/stack/stack.ts: the types of the checkout page's script are stripped at the start.
CMD ["node", "--disable-warning=ExperimentalWarning", "server.ts"]
