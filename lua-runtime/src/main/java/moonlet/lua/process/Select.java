package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Table;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.ArrayList;
import java.util.List;

/** {@code channel.select}: the first case in list order that can go on, else whichever is first. */
final class Select {
    private static final LuaValue DEFAULT = LuaValue.valueOf("default");
    private static final LuaValue CHANNEL = LuaValue.valueOf("channel");
    private static final LuaValue VALUE = LuaValue.valueOf("value");
    private static final LuaValue OK = LuaValue.valueOf("ok");

    private Select() {}

    static Varargs call(Varargs args) {
        LuaTable list = Arguments.table(args, 1);
        LuaProcess process = LuaProcess.self();
        List<SelectCase> cases = cases(list);
        process.charge(cases.size());
        for (SelectCase candidate : cases) {
            LuaValue result = candidate.tryNow();
            if (result != null) {
                return result;
            }
        }
        if (list.get(DEFAULT).toboolean() || args.arg(2).toboolean()) {
            LuaTable result = new Table(0, 2);
            result.rawset(DEFAULT, LuaValue.TRUE);
            result.rawset(OK, LuaValue.TRUE);
            return result;
        }
        process.requireStarted("a select that waits");
        if (cases.isEmpty()) {
            process.scheduler().suspendForever();
        }
        return await(process.scheduler(), cases);
    }

    static LuaValue result(Channel channel, LuaValue value, boolean ok) {
        LuaTable result = new Table(0, 3);
        result.rawset(CHANNEL, channel);
        result.rawset(VALUE, value);
        result.rawset(OK, LuaValue.valueOf(ok));
        return result;
    }

    private static LuaValue await(Scheduler scheduler, List<SelectCase> cases) {
        Wait wait = new Wait(scheduler.current());
        cases.forEach(waiting -> waiting.await(wait));
        scheduler.suspend();
        cases.forEach(served -> served.leave(wait));
        return result(wait.channel, wait.value, wait.ok);
    }

    /** The cases of the array part; anything else in it is ignored. */
    private static List<SelectCase> cases(LuaTable list) {
        int length = list.length();
        List<SelectCase> cases = new ArrayList<>(length);
        for (int i = 1; i <= length; i++) {
            if (list.get(i) instanceof SelectCase candidate) {
                cases.add(candidate);
            }
        }
        return cases;
    }
}
