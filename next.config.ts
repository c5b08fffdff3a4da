import { readdirSync } from 'node:fs'
import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  // Next would write files of its own into the repository.
  agentRules: false,
  experimental: {
    // A page that cannot be fetched is waited for: left alone, the router would give this page away for the
    // browser's own words.
    useOffline: true,
    agentUpgrade: false,
    // A page is loaded when it is first asked for: all of them would be half of what an idle server holds.
    preloadEntriesOnStart: false,
  },
  poweredByHeader: false,
  reactStrictMode: true,
  // Of what is built, so that it is the same wherever the same is built (scripts/prepare.mjs).
  generateBuildId: () => process.env.ROOMS_BUILD ?? null,
  // Their arguments would be printed in development, passwords among them.
  logging: { serverFunctions: false },
  outputFileTracingRoot: import.meta.dirname,
  turbopack: {
    root: import.meta.dirname,
    // A third of markdown-it, for rules that are off
    // (lib/messages/markdown/grammar.ts): no page has to load it.
    resolveAlias: {
      entities: { browser: './lib/messages/markdown/markdown-it-stubs.ts' },
      mdurl: { browser: './lib/messages/markdown/markdown-it-stubs.ts' },
      'punycode.js': { browser: './lib/messages/markdown/markdown-it-stubs.ts' },
      // What reads messages that are compiled.
      'use-intl/format-message': './lib/words/format-message.ts',
    },
    rules: {
      '*.json': { condition: { path: /lib\/words\// }, loaders: ['./lib/words/compile.ts'] },
      'index.js': {
        condition: { path: /engine\.io-client\/build\/esm\/transports\// },
        loaders: ['./lib/realtime/browser/one-transport.ts'],
      },
    },
  },
  // Machine code, what is loaded by name, and what is large. Anything else is bundled: Node looks up and reads
  // a package file by file, and the first visitor after a start would wait for it.
  serverExternalPackages: [
    ...['better-sqlite3', 'pg', '@node-rs/argon2', 'pino'],
    ...['@zxcvbn-ts/core', '@zxcvbn-ts/language-common', '@zxcvbn-ts/language-en'],
  ],
  // A route deleted during development leaves its types in .next/dev; the build must not trip over them.
  typescript: {
    tsconfigPath: process.env.NODE_ENV === 'production' ? 'tsconfig.build.json' : 'tsconfig.json',
  },
}

const withWords = createNextIntlPlugin({
  requestConfig: './lib/words/request.ts',
  experimental: {
    // Types that know what each message counts and names.
    createMessagesDeclaration: readdirSync('lib/words/en')
      .filter((name) => name.endsWith('.json'))
      .map((name) => `./lib/words/en/${name}`),
  },
})

export default withWords(config)
