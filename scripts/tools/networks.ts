import { execFileSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, installDebian } from './find.ts'
import { temporaryFolder } from './program.ts'

const missing = () => ['ip', 'nft'].filter((name) => !findProgram([name], ['/usr/sbin', '/sbin']))
const run = (command: string) => execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8', stdio: 'pipe' })

/**
 * Where this process may make networks it gets what it needs for them;
 * elsewhere there are none, and nothing is missing.
 */
export function ensureNetworks(): void {
  if (process.getuid?.() === 0 && missing().length > 0) installDebian(['iproute2', 'nftables'])
}

/** Whether this process can make networks of its own: Linux, root, and a kernel that lets it. */
export function canMakeNetworks(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || missing().length > 0) return false
  const name = `rooms-try-${process.pid}`
  try {
    run(`ip netns add ${name} && ip netns exec ${name} nft add table ip try`)
    return true
  } catch {
    return false
  } finally {
    run(`ip netns delete ${name} 2>/dev/null || true`)
  }
}

/** A network with one machine in it. */
export type Network = {
  /** A program that starts the given one inside. */
  wrap: (program: string) => string
  /** Plugs the machine in, or pulls the plug; the machine notices at once. */
  plug: (state: 'up' | 'down') => void
  /** Gives the machine another address, as when it moves to another network. */
  move: () => void
}

/** Two networks joined by a router, which also leads to this machine at the address `host`. */
export function makeNetworks() {
  const id = process.pid % 80
  // RFC 2544 keeps these addresses for tests; three networks for each process, so that two can test at once.
  const subnet = (number: number) => `198.18.${id * 3 + number}`
  const router = `rooms-router-${id}`
  const inRouter = (command: string) => run(`ip netns exec ${router} ${command}`)
  const names = [router]

  run(`ip netns add ${router}`)
  inRouter(`sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'`)
  inRouter(`nft 'add table ip rooms; add chain ip rooms passing { type filter hook forward priority 0; }'`)
  run(`ip link add rooms${id} type veth peer name host netns ${router}`)
  run(`ip address add ${subnet(0)}.1/24 dev rooms${id} && ip link set rooms${id} up`)
  inRouter(`ip address add ${subnet(0)}.254/24 dev host`)
  inRouter('ip link set host up')

  const network = (number: number): Network => {
    const name = `rooms-${id}-${number}`
    const inside = (command: string) => run(`ip netns exec ${name} ${command}`)
    let last = 1
    const settle = () => {
      inside(`ip address add ${subnet(number)}.${last}/24 dev eth0`)
      inside(`ip route replace default via ${subnet(number)}.254`)
    }
    names.push(name)
    run(`ip netns add ${name}`)
    run(`ip link add eth0 netns ${name} type veth peer name to${number} netns ${router}`)
    inRouter(`ip address add ${subnet(number)}.254/24 dev to${number}`)
    inRouter(`ip link set to${number} up`)
    // Addresses that come by themselves, a second later, would be a change of network to a browser.
    inside(`sh -c 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6 || true'`)
    inside('ip link set lo up')
    inside('ip link set eth0 up')
    settle()
    run(`ip route add ${subnet(number)}.0/24 via ${subnet(0)}.254`)
    return {
      wrap: (program) => {
        const script = join(temporaryFolder('network'), 'run')
        writeFileSync(script, `#!/bin/sh\nexec ip netns exec ${name} ${program} "$@"\n`)
        chmodSync(script, 0o755)
        return script
      },
      plug: (state) => {
        inRouter(`ip link set to${number} ${state}`)
      },
      move: () => {
        inside(`ip address delete ${subnet(number)}.${last}/24 dev eth0`)
        last++
        settle()
      },
    }
  }

  return {
    host: `${subnet(0)}.1`,
    networks: [network(1), network(2)] as const,
    /** Drops this share of all that passes the router, in per cent, without anybody being told. */
    lose: (perCent: number) => {
      inRouter('nft flush chain ip rooms passing')
      if (perCent > 0)
        inRouter(`nft 'add rule ip rooms passing numgen random mod 100 <= ${perCent - 1} drop'`)
    },
    remove: () => {
      for (const name of names) run(`ip netns delete ${name}`)
    },
  }
}
