import { expect, type Page } from '@playwright/test'
import { named } from '../names.ts'

/** Somebody in front of a browser; tests of one page need no more of them. */
type Caller = { page: Page }
/** Somebody by their account. */
type Other = { program: { user: { id: string } } }

/**
 * The fake camera gives what is asked for; several encoders of 720p would starve the machine of the tests.
 */
export const smallCamera = () => {
  const devices = navigator.mediaDevices
  const ask = devices.getUserMedia.bind(devices)
  devices.getUserMedia = (wish = {}) => {
    const chosen = typeof wish.video === 'object' && wish.video.deviceId
    const small = { width: 320, height: 180, frameRate: 15, ...(chosen && { deviceId: chosen }) }
    return ask({ ...wish, video: wish.video ? small : false })
  }
}

export const openLobby = ({ page }: Caller) => named(page, 'call').or(named(page, 'joinOthers')).click()

export async function joinCall(caller: Caller) {
  const { page } = caller
  await openLobby(caller)
  await named(page, 'joinCall').click()
  await expect(named(page, 'callControls')).toBeVisible()
}

/** Leaves, and puts the panel of the call away. */
export async function leaveCall({ page }: Caller) {
  await named(page, 'leaveCall').click()
  await expect(page.getByText('You left the call.')).toBeVisible()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
}

export const tiles = ({ page }: Caller) => page.getByTestId('tile')
export const tileOf = ({ page }: Caller, other: Other) =>
  page.locator(`[data-testid="tile"][data-user="${other.program.user.id}"]`)

/** Media may pass relays and nothing else; with other credentials than the page's own when given. */
export const throughRelay = (page: Page, credentials?: { username: string; credential: string }) =>
  page.addInitScript((credentials) => {
    window.turnRefusals = []
    const relayed = (configuration: RTCConfiguration = {}): RTCConfiguration => ({
      ...configuration,
      iceTransportPolicy: 'relay',
      iceServers: configuration.iceServers?.map((server) => ({ ...server, ...credentials })) ?? [],
    })
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(relayed(configuration))
        this.addEventListener('icecandidateerror', ({ errorCode }) => window.turnRefusals.push(errorCode))
      }
      override setConfiguration(configuration?: RTCConfiguration) {
        super.setConfiguration(relayed(configuration))
      }
    }
  }, credentials)

declare global {
  interface Window {
    /** The codes of what TURN servers refused. */
    turnRefusals: number[]
  }
}
