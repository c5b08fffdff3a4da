import { expect, type Page } from '@playwright/test'

/** As the sign-in form does it. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  const origin = new URL((await page.request.get('/healthz')).url()).origin
  const answer = await page.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password, json: 'true' },
    headers: { origin },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
}
