package moonlet.lua.process;

import moonlet.lua.security.Policies;
import moonlet.protocol.Context;
import moonlet.protocol.Pid;

import java.util.function.Supplier;

/** Gives the processes of a node their permissions. Safe for threads. */
public final class Authority {
    private final Policies policies;
    private final boolean strict;
    private final Denials denials;
    private final Permissions unchecked;

    /**
     * @param strict whether a process without actor or scope may do nothing instead of everything
     */
    public Authority(Policies policies, boolean strict, Denials denials) {
        this.policies = policies;
        this.strict = strict;
        this.denials = denials;
        this.unchecked = new UncheckedPermissions(policies);
    }

    /**
     * What a process may do.
     *
     * @param entry what it runs, which an upgrade changes
     * @param context what it inherited
     */
    public Permissions of(Pid pid, Supplier<String> entry, Context context) {
        return context.isRestricted() || strict
                ? new CheckedPermissions(pid, entry, context, policies, denials)
                : unchecked;
    }
}
