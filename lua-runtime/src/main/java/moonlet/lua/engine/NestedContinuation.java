package moonlet.lua.engine;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * A continuation that runs inside the virtual thread of a process. Where that thread must not leave
 * its worker, it waits on the worker; by default a continuation in between would throw instead.
 */
public final class NestedContinuation extends Continuation {
    public NestedContinuation(ContinuationScope scope, Runnable target) {
        super(scope, target);
    }

    @Override
    protected void onPinned(Pinned reason) {
        // the yield answers false, and whoever asked for it waits in another way
    }
}
