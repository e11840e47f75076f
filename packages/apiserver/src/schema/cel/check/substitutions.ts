import { isSame, type Type, typeOf } from './type.ts';

/** What the parameters of types stand for, as far as it is known (cel-go, checker/types.go and mapping.go). */
export class Substitutions {
  readonly #types = new Map<string, Type>();
  readonly #before: [name: string, type: Type | undefined][] = [];

  /** Whether the types in one list may be assigned to those in the other; what that makes parameters stand for is kept, if so. */
  assignAll(types: readonly Type[], to: readonly Type[]): boolean {
    const mark = this.#before.length;
    if (this.#areAssignable(types, to)) return true;
    while (this.#before.length > mark) {
      const [name, type] = this.#before.pop() ?? ['', undefined];
      if (type === undefined) this.#types.delete(name);
      else this.#types.set(name, type);
    }
    return false;
  }

  /** A type with what its parameters stand for; with `unbound` in place of those that stand for nothing. */
  apply(type: Type, unbound?: Type): Type {
    if (type.kind === 'param') {
      const known = this.#types.get(type.name);
      return known === undefined ? (unbound ?? type) : this.apply(known, unbound);
    }
    if (type.params.length === 0) return type;
    return typeOf(
      type.kind,
      type.params.map((param) => this.apply(param, unbound)),
      type.name,
    );
  }

  #areAssignable(types: readonly Type[], to: readonly Type[]): boolean {
    return types.length === to.length && types.every((type, index) => this.#isAssignable(type, to[index] ?? type));
  }

  #isAssignable(left: Type, right: Type): boolean {
    if (right.kind === 'param') {
      const isKnown = this.#types.has(right.name);
      if (this.#standsFor(right, left)) return true;
      if (isKnown) return false;
    }
    if (left.kind === 'param') return this.#standsFor(left, right);
    if (isAny(left) || isAny(right)) return true;
    if (left.kind === 'null') return isNullable(right);
    if (right.kind === 'null') return isNullable(left);
    if (left.kind === 'type') return right.kind === 'type';
    if (left.kind !== right.kind || left.name !== right.name) return false;
    return this.#areAssignable(left.params, right.params);
  }

  /** Whether a parameter may stand for a type, as it then does. */
  #standsFor(param: Type, type: Type): boolean {
    if (isSame(param, type)) return true;
    const known = this.#types.get(param.name);
    if (known === undefined) return this.#learn(param, type);
    if (isSame(known, type)) return true;
    if (!this.#isAssignable(type, known)) return false;
    this.#learn(param, mostGeneral(type, known));
    return true;
  }

  #learn(param: Type, type: Type): boolean {
    if (this.#contains(type, param)) return false;
    this.#before.push([param.name, this.#types.get(param.name)]);
    this.#types.set(param.name, type);
    return true;
  }

  #contains(type: Type, param: Type): boolean {
    if (isSame(type, param)) return true;
    if (type.kind !== 'param') return type.params.some((inner) => this.#contains(inner, param));
    const known = this.#types.get(type.name);
    return known !== undefined && this.#contains(known, param);
  }
}

/** Of two types that agree, the one that says less. */
export function mostGeneral(left: Type, right: Type): Type {
  return saysNoMore(left, right) ? left : right;
}

function saysNoMore(left: Type, right: Type): boolean {
  if (left.kind === 'dyn' || left.kind === 'param') return true;
  if (right.kind === 'dyn' || right.kind === 'param') return false;
  if (left.kind !== right.kind) return false;
  if (left.kind === 'type') return true;
  if (left.params.length === 0) return isSame(left, right);
  return left.params.every((param, index) => saysNoMore(param, right.params[index] ?? param));
}

function isAny({ kind }: Type): boolean {
  return kind === 'dyn' || kind === 'error';
}

function isNullable({ kind }: Type): boolean {
  return ['duration', 'null', 'object', 'optional', 'timestamp'].includes(kind);
}
