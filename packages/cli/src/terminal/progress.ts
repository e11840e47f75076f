/** That something goes on, on one line of a terminal; elsewhere nothing. */
import type { Output } from '../context.ts';

export interface Progress {
  /** One more thing is done. */
  step(): void;
  /** Takes the line away. */
  close(): void;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

export function createProgress(output: Output, what: string): Progress {
  if (output.isTTY !== true) return { step: () => undefined, close: () => undefined };
  let steps = 0;
  let frame = 0;
  const draw = () => {
    frame = (frame + 1) % FRAMES.length;
    output.write(`\r\u001b[2K${FRAMES[frame]} ${what}${steps === 0 ? ' …' : `: ${steps} calls`}`);
  };
  draw();
  const timer = setInterval(draw, 100);
  timer.unref();
  return {
    step() {
      steps += 1;
    },
    close() {
      clearInterval(timer);
      output.write('\r\u001b[2K');
    },
  };
}
