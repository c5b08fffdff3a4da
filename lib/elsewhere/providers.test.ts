import { expect, test } from 'vitest'
import { readEnv } from '#lib/env.ts'

const corp = {
  OIDC_CORP_ISSUER: 'https://login.corp.example',
  OIDC_CORP_CLIENT_ID: 'rooms',
  OIDC_CORP_CLIENT_SECRET: 'secret',
}

test('any provider by three settings, several at once, and two that are known by two', () => {
  const { providers } = readEnv({
    ...corp,
    OIDC_ROWING_CLUB_ISSUER: 'https://club.example/auth/realms/rowing',
    OIDC_ROWING_CLUB_CLIENT_ID: 'rooms',
    OIDC_ROWING_CLUB_CLIENT_SECRET: 'secret',
    OIDC_ROWING_CLUB_LABEL: 'The Rowers',
    OIDC_ROWING_CLUB_ROLE_CLAIM: 'realm_access.roles',
    OIDC_ROWING_CLUB_ADMIN_VALUE: 'captain',
    GOOGLE_CLIENT_ID: 'g',
    GOOGLE_CLIENT_SECRET: 'secret',
    GITHUB_CLIENT_ID: 'h',
    GITHUB_CLIENT_SECRET: 'secret',
  })
  expect(providers.map(({ id, name, issuer }) => [id, name, issuer])).toEqual([
    ['corp', 'Corp', 'https://login.corp.example'],
    ['rowing-club', 'The Rowers', 'https://club.example/auth/realms/rowing'],
    ['google', 'Google', 'https://accounts.google.com'],
    ['github', 'GitHub', 'https://github.com'],
  ])
  expect(providers[1]?.administrators).toEqual({ claim: 'realm_access.roles', value: 'captain' })
})

test('all that is wrong with them is told at once, and no secret with it', () => {
  const faulty = {
    OIDC_CORP_ISSUER: 'http://login.corp.example',
    OIDC_CORP_SCOPES: 'email',
    OIDC_CORP_ROLE_CLAIM: 'groups',
    OIDC_CORP_CLIENT_SECRET: 'hunter2',
    GOOGLE_CLIENT_ID: 'g',
    GITHUB_CLIENT_SECRET: 'hunter2',
    GITHUB_URL: 'github',
  }
  const told = () => readEnv({ ...faulty, PORT: 'eighty' })
  for (const name of [
    ...['OIDC_CORP_ISSUER', 'OIDC_CORP_CLIENT_ID', 'OIDC_CORP_SCOPES', 'OIDC_CORP_ADMIN_VALUE'],
    ...['GOOGLE_CLIENT_SECRET', 'GITHUB_CLIENT_ID', 'GITHUB_URL', 'PORT'],
  ])
    expect(told).toThrow(new RegExp(`^ +${name}: .+`, 'm'))
  expect(told).not.toThrow('hunter2')
  expect(() => readEnv({ ...corp, OIDC_CORP_ISSUER: 'http://localhost:9000' })).not.toThrow()
})

test('what others put into the environment is no provider', () => {
  expect(readEnv({ OIDC_SERVICE_HOST: '10.0.0.1', OIDC_PORT: 'tcp://10.0.0.1:80' }).providers).toEqual([])
})
