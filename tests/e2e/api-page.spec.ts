import { expect, expectNoSeriousAxe, test } from '../fixtures.ts'

test('the API can be read, and by programs too', async ({ visit }) => {
  const page = await visit()
  await page.goto('/docs/api')
  await expect(page.getByRole('heading', { name: 'HTTP API' })).toBeVisible()
  await page.locator('summary', { hasText: 'Post a message.' }).click()
  await expectNoSeriousAxe(page)
  const document = await (await page.request.get('/api/v1/openapi.json')).json()
  expect(document.openapi).toBe('3.0.3')
  expect(Object.keys(document.paths['/rooms'])).toEqual(['get', 'post'])
})
