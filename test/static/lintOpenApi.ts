import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { RulesetDefinition } from '@stoplight/spectral-core';
import spectralCore from '@stoplight/spectral-core';
import spectralParsers from '@stoplight/spectral-parsers';
import spectralRulesets from '@stoplight/spectral-rulesets';
import type { Finding } from './compareFile.ts';
import { passed } from './compareFile.ts';

/** Rules of the two sets that do not hold for us, by their names, and why. */
const exemptions: Readonly<Record<string, string>> = {
  'info-contact':
    'Whoever runs an installation answers for it. The document is the same for all, and knows nobody.',
};

/** Checks docs/openapi.json by Redocly's recommended rules and by Spectral's `oas`; warnings count as errors. */
export async function lintOpenApi(root: string): Promise<Finding> {
  const findings = await apiFindings(await readFile(join(root, 'docs/openapi.json'), 'utf8'));
  return findings.length === 0 ? passed : { passed: false, output: findings.join('\n') };
}

/** What the rules find in the text of a document, a line each. An exemption that nothing needs is a finding, too. */
export async function apiFindings(text: string): Promise<readonly string[]> {
  const found = [...(await findByRedocly(text)), ...(await findBySpectral(text))];
  const needed = new Set(found.map(({ rule }) => rule));
  return [
    ...found
      .filter(({ rule }) => !(rule in exemptions))
      .map(({ rule, where, message }) => `${where}: ${rule}: ${message}`),
    ...Object.keys(exemptions)
      .filter(rule => !needed.has(rule))
      .map(rule => `the exemption from ${rule} is not needed`),
  ];
}

interface RuleFinding {
  readonly rule: string;
  readonly where: string;
  readonly message: string;
}

async function findByRedocly(source: string): Promise<readonly RuleFinding[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source, absoluteRef: '/openapi.json', config });
  return problems.map(({ ruleId, message, location }) => ({
    rule: ruleId,
    where: location[0]?.pointer ?? '',
    message,
  }));
}

async function findBySpectral(source: string): Promise<readonly RuleFinding[]> {
  const spectral = new spectralCore.Spectral();
  // The package of the rules and that of their type are not written under `exactOptionalPropertyTypes`.
  const oas = spectralRulesets.oas as unknown as RulesetDefinition;
  spectral.setRuleset({ extends: [[oas, 'recommended']] });
  const results = await spectral.run(new spectralCore.Document(source, spectralParsers.Json, 'openapi.json'));
  return results.map(({ code, path, message }) => ({
    rule: String(code),
    where: `#/${path.join('/')}`,
    message,
  }));
}
