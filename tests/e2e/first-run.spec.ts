import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, expectNoSeriousAxe, expectNoSideways, message, say, test } from '../fixtures.ts'
import { password } from '../password.ts'

async function makeAccount(page: Page, name: string) {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Email', { exact: true }).fill(`${randomUUID()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
}

test('from an empty server to the first message of a second person', async ({ serve, visit }) => {
  const { url } = await serve()
  const [ada, bob] = [await visit(), await visit()]
  await ada.goto(url)
  await makeAccount(ada, 'Ada')
  await expect(ada.getByRole('heading', { name: 'Welcome, Ada' })).toBeVisible()
  await expectNoSeriousAxe(ada)
  // It can be left, and is there until it is done.
  await ada.getByRole('link', { name: 'Not now' }).click()
  await ada.getByRole('link', { name: 'Set it up' }).click()
  await ada.setViewportSize({ width: 375, height: 812 })
  await ada.getByLabel('What this place is called').fill('The Attic')
  await ada.getByRole('radio', { name: 'Who was invited' }).check()
  await expectNoSideways(ada)
  await ada.getByRole('button', { name: 'Open this place' }).click()
  const link = await ada.getByLabel('Link', { exact: true }).inputValue()
  await expect(ada.getByRole('main').getByText('The Attic'), 'under its new name').toBeVisible()
  await expectNoSideways(ada)
  await expectNoSeriousAxe(ada)
  await ada.reload()
  await expect(ada.getByRole('button', { name: 'Make a new link' })).toBeVisible()
  await ada.setViewportSize({ width: 1280, height: 800 })
  await ada.getByRole('button', { name: 'Enter General' }).click()
  await expect(ada.getByRole('textbox', { name: /^Message/ })).toBeVisible()
  await expect(ada).toHaveTitle(/General.*The Attic/)

  await bob.goto(link)
  await bob.getByRole('link', { name: 'Create an account' }).click()
  await makeAccount(bob, 'Bob')
  await say(bob, 'Here I am')
  await expect(message(ada, 'Here I am')).toBeVisible()
  await bob.goto(`${url}/welcome`)
  await expect(bob, 'nobody else is led').toHaveURL(/\/rooms$/)

  await ada.goto(`${url}/admin/settings`)
  const everybodys = ada.getByRole('list', { name: 'Rooms everybody new is in' })
  await expect(everybodys.getByText('General')).toBeVisible()
  await everybodys.getByRole('button', { name: 'Take nobody new into General any more' }).click()
  await ada.getByRole('button', { name: 'Take everybody new into General' }).click()
  await expect(everybodys.getByText('General')).toBeVisible()
  await expectNoSeriousAxe(ada)
  await ada.goto(`${url}/rooms`)
  await expect(ada.getByRole('link', { name: 'General' }).first()).toBeVisible()
  await expect(ada.getByText('Open this place to others')).toHaveCount(0)
})
