package moonlet.lua.engine;

/**
 * The uncaught-exception handler of a process's virtual thread. The handler is a field of every
 * thread, so that the running process is found without a thread-local map, which would cost each
 * parked process some 150 bytes.
 */
public interface Metered extends Thread.UncaughtExceptionHandler {
    /** The meter of the process that runs on this thread now. */
    Meter meter();
}
