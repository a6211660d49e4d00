import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const docs = join(import.meta.dirname, '../../docs');

const rulesSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z
            .string()
            .regex(/^[0-9]+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), runbook_url: z.string() }),
        }),
      ),
    }),
  ),
});

const dashboardSchema = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      targets: z.array(z.object({ expr: z.string() })).default([]),
    }),
  ),
});

export function readAlerts() {
  const file = readFileSync(join(docs, 'prometheus/alerts.yml'), 'utf8');
  return rulesSchema.parse(parse(file)).groups.flatMap(group => group.rules);
}

export function readScrapedJobs(): readonly string[] {
  const file = readFileSync(join(docs, 'prometheus/prometheus.yml'), 'utf8');
  const schema = z.object({ scrape_configs: z.array(z.object({ job_name: z.string() })) });
  return schema.parse(parse(file)).scrape_configs.map(job => job.job_name);
}

/** The beginning of the alerts' links. */
export function readRunbooks(): string {
  const file = readFileSync(join(docs, 'prometheus/prometheus.yml'), 'utf8');
  const schema = z.object({
    global: z.object({ external_labels: z.object({ purser_runbooks: z.string() }) }),
  });
  return schema.parse(parse(file)).global.external_labels.purser_runbooks;
}

export function readPanels() {
  const file = readFileSync(join(docs, 'grafana/purser.json'), 'utf8');
  return dashboardSchema.parse(JSON.parse(file)).panels;
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(page: string): readonly string[] {
  const headings = readFileSync(join(docs, page), 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** All PromQL of the dashboard and of the alerts. */
export function readQueries(): readonly string[] {
  const panels = readPanels().flatMap(panel => panel.targets.map(target => target.expr));
  return [...panels, ...readAlerts().map(rule => rule.expr)];
}

/** The metrics in a query, each with the labels that it uses. */
export function figuresIn(
  query: string,
): readonly { readonly name: string; readonly labels: readonly string[] }[] {
  const named = query.matchAll(/\b((?:purser|temporal|nodejs|process)_\w+)(?:\{([^}]*)\})?/g);
  return [...named].map(([, name = '', matchers = '']) => ({
    name,
    labels: [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
  }));
}
