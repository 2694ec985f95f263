/**
 * The compiler back end: Lua functions, as the parser leaves them, become JVM classes.
 *
 * <pre>
 *   Compiler ──▶ CodeLoader (one per chunk) ──the JVM needs a class──▶ FunctionCompiler
 *                    │ Unit: how functions nest and share variables          │
 *                    │                                                       ├─▶ FunctionShell, Entries
 *                    │        Effects ─▶ Liveness ─▶ TypeInference ──────────┤
 *                    │                                                       └─▶ BodyEmitter
 *                    │                                 OperatorEmitter, CallEmitter, LoopEmitter ─▶ Registers
 *                    └─▶ a subclass of CompiledFunction, which calls Operations, Access, Calling, ForLoop
 * </pre>
 *
 * <p>Registers become JVM locals, numbers whose type is certain or likely stay out of boxes, a
 * variable that nobody assigns again is copied into the closures that see it. The instruction that
 * runs is kept in a local variable, so that the one exception handler around a body can say where
 * and what failed; operands travel with the error, so code that does not fail pays nothing. A
 * function too large for the JIT compiler is left to the interpreter ({@code InterpretedClass}).
 *
 * <p>Start at {@link moonlet.lua.engine.compiled.FunctionCompiler}.
 */
package moonlet.lua.engine.compiled;
