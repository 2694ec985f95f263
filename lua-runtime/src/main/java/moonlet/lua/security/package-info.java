/**
 * Who may do what (specification §10), as plain data: nothing in here knows Lua, a process or a
 * node.
 *
 * <pre>
 *   AccessRequest (actor, action, resource, attributes)
 *        │
 *        ▼
 *   Policies ──each id of a scope──▶ Policy ──▶ NamePattern: are action and resource meant?
 *        │                             └──────▶ Condition: Field, Operator, Operand
 *        ▼
 *   Decision: deny before allow before undefined
 * </pre>
 *
 * <p>Start at {@link moonlet.lua.security.Policies#evaluate}. Values of attributes are nested maps
 * and lists of String, numbers and Boolean; what is missing is null.
 */
package moonlet.lua.security;
