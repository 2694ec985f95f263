package moonlet.lua.process;

import java.util.Set;

/** A userdata that stands for a security scope, as {@code with_scope} takes it. */
interface ScopeValue {
    /** The ids of the policies in it; empty for a scope that allows nothing. */
    Set<String> policies();
}
