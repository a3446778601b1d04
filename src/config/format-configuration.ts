import { configurationKeys, type ConfigurationKey, type GraftConfiguration } from './graft-configuration.js';
import { formatHost } from './host.js';
import { isSecretName, masked, maskSecrets } from './secrets.js';

/** The value of a key as it may be shown; undefined where the configuration has none. */
export function formatConfigured(
  configuration: GraftConfiguration,
  key: ConfigurationKey,
): string | undefined {
  if (configuration[key] === undefined) return undefined;
  if (isSecretName(key)) return masked;
  if (key === 'host') return configuration.host!.map(formatHost).join(',');
  if (key === 'modules') return maskSecrets(configuration.modules!.join(','));
  return maskSecrets(String(configuration[key]));
}

/** A configuration as a connection string that may be shown: what is secret is masked. */
export function formatConfiguration(configuration: GraftConfiguration): string {
  return configurationKeys
    .flatMap((key) => {
      const text = formatConfigured(configuration, key);
      if (text === undefined) return [];
      return `${key}=${/^["']|;|(^|[ \t])#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text}`;
    })
    .join(';');
}
