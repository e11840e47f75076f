/**
 * A balancer's health check of one backend: a TCP connection every interval, broken off as soon as it stands ("CLB health checks",
 * help page of Server Load Balancer). An unhealthy backend gets no new connections; those it has go on.
 */
import net from 'node:net';
import type { Clock } from '../clock.ts';
import type { SocketPlace } from './addresses.ts';
import { cut } from './forward.ts';

export interface HealthTiming {
  readonly intervalMs: number;
  /** How long one check waits for its connection. */
  readonly timeoutMs: number;
  /** So many checks in a row must pass before an unhealthy backend is healthy again. */
  readonly healthyThreshold: number;
  /** So many checks in a row must fail before a healthy backend is unhealthy. */
  readonly unhealthyThreshold: number;
}

/** What the vendor recommends for TCP listeners and presets ("CLB health check FAQ"). */
export const vendorHealthTiming: HealthTiming = {
  intervalMs: 2_000,
  timeoutMs: 5_000,
  healthyThreshold: 3,
  unhealthyThreshold: 3,
};

/** Checks until closed. A new backend counts as healthy until checks have failed. */
export class HealthCheck {
  readonly #clock: Clock;
  readonly #place: SocketPlace;
  readonly #timing: HealthTiming;
  readonly #changed: (healthy: boolean) => void;
  #healthy = true;
  /** Checks in a row that contradict what is believed. */
  #contrary = 0;
  #cancel: () => void;

  constructor(clock: Clock, place: SocketPlace, timing: HealthTiming, changed: (healthy: boolean) => void) {
    this.#clock = clock;
    this.#place = place;
    this.#timing = timing;
    this.#changed = changed;
    this.#cancel = clock.schedule(timing.intervalMs, () => this.#check());
  }

  get healthy(): boolean {
    return this.#healthy;
  }

  close(): void {
    this.#cancel();
  }

  #check(): void {
    const idle = this.#clock.busy();
    const socket = net.connect(this.#place);
    const end = () => {
      cancelTimeout();
      socket
        .removeAllListeners('connect')
        .removeAllListeners('error')
        .on('error', () => undefined);
      cut(socket);
      idle();
    };
    const settle = (passed: boolean) => {
      end();
      this.#cancel = this.#clock.schedule(this.#timing.intervalMs, () => this.#check());
      this.#learn(passed);
    };
    const cancelTimeout = this.#clock.schedule(this.#timing.timeoutMs, () => settle(false));
    this.#cancel = end;
    socket.once('error', () => settle(false));
    socket.once('connect', () => settle(true));
  }

  #learn(passed: boolean): void {
    this.#contrary = passed === this.#healthy ? 0 : this.#contrary + 1;
    const { healthyThreshold, unhealthyThreshold } = this.#timing;
    if (this.#contrary < (this.#healthy ? unhealthyThreshold : healthyThreshold)) return;
    this.#healthy = passed;
    this.#contrary = 0;
    this.#changed(passed);
  }
}
