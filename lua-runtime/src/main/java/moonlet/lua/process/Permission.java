package moonlet.lua.process;

import moonlet.lua.engine.Raised;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.luaj.vm2.LuaString;

import java.util.Map;

/**
 * What a process needs for a call; the modules that check one hold it as a constant.
 *
 * @param action as policies name it, such as {@code process.send}
 * @param doing completes "not allowed to", such as {@code send}
 */
record Permission(String action, String doing) {
    /** Returns null, or the refusal to answer with. */
    Failure check(LuaProcess process, String resource) {
        return check(process.world().permissions(), resource);
    }

    /** The same. */
    Failure check(Permissions permissions, String resource) {
        return !permissions.areChecked() || permissions.allow(action, resource)
                ? null
                : refusal(resource);
    }

    /**
     * The same, of what a process wants to do to another one.
     *
     * @param destination what the program named it by
     */
    Failure check(LuaProcess process, Pid target, LuaString destination) {
        Permissions permissions = process.world().permissions();
        return !permissions.areChecked() || permissions.allow(action, target.toString())
                ? null
                : refusal(Utf8.string(destination));
    }

    /**
     * The same, with attributes that policies can look at.
     *
     * @param attributes besides the PID of the caller
     */
    Failure check(LuaProcess process, String resource, Map<String, ?> attributes) {
        Permissions permissions = process.world().permissions();
        return !permissions.areChecked() || permissions.allow(action, resource, attributes)
                ? null
                : refusal(resource);
    }

    /** The same, where the text says all without the resource. */
    Failure checkKind(LuaProcess process, String resource) {
        return check(process, resource) == null
                ? null
                : Failure.of(ErrorKind.PERMISSION_DENIED, "not allowed to " + doing);
    }

    /** Whether nothing would be refused; for lists that show only what a process may see. */
    boolean holds(LuaProcess process, String resource) {
        return process.world().permissions().wouldAllow(action, resource);
    }

    /** Raises the refusal, for calls that have no second result. */
    void require(LuaProcess process, String resource) {
        require(check(process, resource));
    }

    /** Raises a refusal, if it is one and not null. */
    static void require(Failure refused) {
        if (refused != null) {
            throw new Raised(new Fault(refused), 0);
        }
    }

    private Failure refusal(String shown) {
        return Failure.of(ErrorKind.PERMISSION_DENIED, "not allowed to " + doing + ": " + shown);
    }
}
