import type { ParserRuleContext, Token } from 'antlr4ng';
import * as tree from './generated/CelParser.ts';
import { doubleProblem, escapeProblem, integerProblem, unsignedProblem } from './literals.ts';
import { expand, type Part } from './macros.ts';
import type { Report } from './report.ts';
import type { Source } from './source.ts';

/** How deep the parts of an expression may stand in each other. */
const MAX_DEPTH = 250;

type Tree = ParserRuleContext | undefined | null;

/** Goes through what the grammar has made of an expression, wrong as it may be, as the server's parser does, and finds what only then shows. */
export class Visitor {
  private readonly source: Source;
  private readonly report: Report;
  private depth = 0;

  constructor(source: Source, report: Report) {
    this.source = source;
    this.report = report;
  }

  visit(from: Tree): Part {
    const node = innermost(from);
    if (node instanceof tree.ExprContext) return this.nested(() => this.ternary(node));
    if (node instanceof tree.ConditionalOrContext) return this.logic(node, node._e1, '||');
    if (node instanceof tree.ConditionalAndContext) return this.logic(node, node._e1, '&&');
    if (node instanceof tree.RelationContext) return this.nested(() => this.operation(node, (i) => node.relation(i)));
    if (node instanceof tree.CalcContext) return this.nested(() => this.operation(node, (i) => node.calc(i)));
    if (node instanceof tree.NotContext || node instanceof tree.NegateContext) return this.unary(node);
    if (node instanceof tree.SelectContext) return this.nested(() => this.select(node));
    if (node instanceof tree.MemberCallContext) return this.nested(() => this.method(node));
    if (node instanceof tree.IndexContext) return this.nested(() => this.index(node));
    if (node instanceof tree.IdentifierContext) return this.name(node);
    if (node instanceof tree.CallContext) return this.call(node);
    if (node instanceof tree.ListContext) return this.list(node);
    if (node instanceof tree.MapContext) return this.map(node);
    if (node instanceof tree.MessageContext) return this.message(node);
    if (node instanceof tree.LiteralContext) return this.literal(node);
    return { kind: 'value', at: node instanceof tree.UnaryContext ? this.startOf(node) : UNKNOWN };
  }

  private nested(visit: () => Part): Part {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) this.report.stop('max recursion depth exceeded');
    const part = visit();
    this.depth -= 1;
    return part;
  }

  private ternary(node: tree.ExprContext): Part {
    for (const part of [node._e, node._e1, node._e2]) this.visit(part);
    return this.at(node._op);
  }

  private logic(node: tree.ConditionalOrContext | tree.ConditionalAndContext, rest: Tree[], sign: string): Part {
    this.visit(node._e);
    for (const index of node._ops.keys()) {
      const next = rest[index];
      if (next === undefined) return this.wrong(this.startOf(node), `unexpected character, wanted '${sign}'`);
      this.visit(next);
    }
    // They are grouped in halves: the one in the middle stands for all.
    return this.at(node._ops[Math.floor(node._ops.length / 2)]);
  }

  private operation(node: tree.RelationContext | tree.CalcContext, operand: (index: number) => Tree): Part {
    if (!operators.has(node._op?.text ?? '')) return this.wrong(this.startOf(node), 'operator not found');
    this.visit(operand(0));
    this.visit(operand(1));
    return this.at(node._op);
  }

  private unary(node: tree.NotContext | tree.NegateContext): Part {
    const operand = this.visit(node.member());
    return node._ops.length % 2 === 0 ? operand : this.at(node._ops[0]);
  }

  private select(node: tree.SelectContext): Part {
    this.visit(node.member());
    if (node._id === undefined || !node._op) return this.value(node);
    if (!isName(node._id)) this.wrong(this.startOf(node._id), 'unsupported ident kind');
    return { kind: node._opt ? 'other' : 'selection', at: this.offsetOf(node._op) };
  }

  private method(node: tree.MemberCallContext): Part {
    const target = this.visit(node.member());
    if (!node._id) return this.value(node);
    return this.called(node._id, node._open, target, this.arguments(node._args));
  }

  private index(node: tree.IndexContext): Part {
    this.visit(node.member());
    if (!node._op) return this.value(node);
    this.visit(node._index);
    return this.at(node._op);
  }

  private name(node: tree.IdentifierContext): Part {
    const { _id: id } = node;
    if (!id) return this.value(node);
    const name = id.text ?? '';
    if (reserved.has(name)) return this.wrong(this.startOf(node), `reserved identifier: ${name}`);
    return { kind: 'name', at: this.offsetOf(id), name: `${node._dot ? '.' : ''}${name}` };
  }

  private call(node: tree.CallContext): Part {
    const { _id: id } = node;
    if (!id) return this.value(node);
    if (reserved.has(id.text ?? '')) return this.wrong(this.startOf(node), `reserved identifier: ${id.text ?? ''}`);
    const args = this.arguments(node._args);
    return node._dot ? this.at(node._op) : this.called(id, node._op, undefined, args);
  }

  private called(id: Token, open: Token | null | undefined, target: Part | undefined, args: Part[]): Part {
    const expanded = expand(id.text ?? '', target, args);
    if (typeof expanded === 'object') return this.wrong(expanded.at, expanded.what);
    return { ...this.at(open), kind: expanded ?? 'other' };
  }

  private arguments(list: tree.ExprListContext | undefined): Part[] {
    return (list?._e ?? []).map((argument) => this.visit(argument));
  }

  private list(node: tree.ListContext): Part {
    for (const { _e: element } of node._elems?._elems ?? []) this.visit(element);
    return this.at(node._op);
  }

  private map(node: tree.MapContext): Part {
    const { _keys: keys = [], _cols: colons = [], _values: values = [] } = node._entries ?? {};
    for (const index of colons.keys()) {
      if (keys[index] === undefined || values[index] === undefined) break;
      this.visit(keys[index]._e);
      this.visit(values[index]);
    }
    return { ...this.at(node._op), kind: 'value' };
  }

  private message(node: tree.MessageContext): Part {
    const { _entries: entries } = node;
    for (const [index, field] of entries?._fields.entries() ?? []) {
      const value = entries?._values[index];
      if (entries?._cols[index] === undefined || value === undefined) break;
      if (isName(field.escapeIdent())) this.visit(value);
      else this.wrong(this.startOf(entries), 'unsupported ident kind');
    }
    return { ...this.at(node._op), kind: 'value' };
  }

  private literal(node: tree.LiteralContext): Part {
    const problem = literalProblem(node);
    return problem === undefined ? this.value(node) : this.wrong(this.startOf(node), problem);
  }

  private wrong(at: number, what: string): Part {
    this.report.add(at, what);
    return { kind: 'value', at };
  }

  private value(node: ParserRuleContext): Part {
    return { kind: 'value', at: this.startOf(node) };
  }

  private at(token: Token | null | undefined): Part {
    return { kind: 'other', at: token ? this.offsetOf(token) : UNKNOWN };
  }

  private startOf({ start }: ParserRuleContext): number {
    return start === null ? UNKNOWN : this.offsetOf(start);
  }

  private offsetOf(token: Token): number {
    return this.source.offsetOf(token);
  }
}

/** The place of what the grammar could make nothing of. */
const UNKNOWN = -1;

/** What stands in a tree that has but one branch. */
function innermost(from: Tree): Tree {
  let node = from;
  for (;;) {
    let inner: Tree;
    if (node instanceof tree.StartContext) inner = node._e;
    else if (node instanceof tree.ExprContext && !node._op) inner = node._e;
    else if (node instanceof tree.ConditionalOrContext && node._ops.length === 0) inner = node._e;
    else if (node instanceof tree.ConditionalAndContext && node._ops.length === 0) inner = node._e;
    else if (node instanceof tree.RelationContext && !node._op) inner = node.calc();
    else if (node instanceof tree.CalcContext && !node._op) inner = node.unary();
    else if (node instanceof tree.BareContext) inner = node.member();
    else if (node instanceof tree.OperandContext) inner = node.primary();
    else if (node instanceof tree.NestedContext) inner = node._e;
    else if (node instanceof tree.ConstantContext) inner = node.literal();
    else return node;
    node = inner;
  }
}

function isName(node: Tree): boolean {
  return node instanceof tree.PlainContext || node instanceof tree.QuotedContext;
}

function literalProblem(node: tree.LiteralContext): string | undefined {
  if (node instanceof tree.IntContext) return integerProblem(`${node._sign?.text ?? ''}${node._tok?.text ?? ''}`);
  if (node instanceof tree.UintContext) return unsignedProblem(node._tok?.text ?? '');
  if (node instanceof tree.DoubleContext) return doubleProblem(node._tok?.text ?? '');
  if (node instanceof tree.StringContext) return escapeProblem(node._tok?.text ?? '', false);
  if (node instanceof tree.BytesContext) return escapeProblem(node._tok?.text ?? '', true);
  return undefined;
}

const operators = new Set(['<', '<=', '>=', '>', '==', '!=', 'in', '*', '/', '%', '+', '-']);

/** Words that name nothing, though the grammar takes them for names. */
const reserved = new Set(
  'as break const continue else false for function if import in let loop package namespace null return true var void while'.split(
    ' ',
  ),
);
