import { evaluate } from '@marcbachmann/cel-js';
import { compilePattern } from '../../pattern.ts';
import type { Problem } from '../display.ts';
import type { Checked } from './checker.ts';
import type { Expression } from './expression.ts';
import { isSame } from './type.ts';

/**
 * What is wrong with the literals of an expression whose types are right (cel-go, cel/validator.go): texts that are no pattern,
 * time or duration, and lists and maps of more than one type.
 */
export function literalProblems({ types, show }: Checked): Problem[] {
  const mixed = (parts: readonly Expression[]): Problem[] => {
    const [first, ...others] = parts;
    const wanted = first === undefined ? undefined : types.get(first);
    return others.flatMap((part): Problem[] => {
      const type = types.get(part);
      if (wanted === undefined || type === undefined || isSame(wanted, type)) return [];
      return [{ at: part.at, what: `expected type '${show(wanted)}' but found '${show(type)}'` }];
    });
  };
  return [...types.keys()].flatMap((part): Problem[] => {
    switch (part.kind) {
      case 'call':
        return textProblems(part);
      case 'list':
        return mixed(part.items).slice(0, 1);
      case 'map':
        return [0, 1].flatMap((side) => mixed(part.entries.flatMap((entry) => entry[side] ?? [])));
      default:
        return [];
    }
  });
}

const isRight: Readonly<Record<string, (value: unknown) => boolean>> = {
  matches: (value) => typeof value !== 'string' || !('problem' in compilePattern(value)),
  duration: (value) => converts('duration', value),
  timestamp: (value) => converts('timestamp', value),
};

function textProblems({ name, args: [argument] }: Expression & { kind: 'call' }): Problem[] {
  if (argument?.kind !== 'literal' || isRight[name]?.(argument.value) !== false) return [];
  return [{ at: argument.at, what: `invalid ${name} argument` }];
}

function converts(to: string, value: unknown): boolean {
  return evaluates(`${to}(${typeof value === 'string' ? JSON.stringify(value) : String(value)})`);
}

function evaluates(source: string): boolean {
  try {
    evaluate(source);
    return true;
  } catch {
    return false;
  }
}
