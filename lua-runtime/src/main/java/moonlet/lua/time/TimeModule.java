package moonlet.lua.time;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.protocol.ErrorKind;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.time.Instant;
import java.time.ZoneId;

/**
 * The part of the Lua module {@code time} that needs neither a process nor a clock. Immutable; one
 * serves all processes of a node.
 */
public final class TimeModule {
    private final Faults faults;
    private final TimeValues values;

    /**
     * @param local what {@code time.localtz} is
     */
    public TimeModule(ZoneId local, Faults faults) {
        this.faults = faults;
        this.values = new TimeValues(local, faults);
    }

    /** Adds all functions and constants to a table that is not sealed yet, and returns it. */
    public SealedTable fill(SealedTable table) {
        Constants.addTo(table);
        return table.with("utc", values.location(Location.UTC))
                .with("localtz", values.location(values.local()))
                .with(values.fallible("date", 3, this::date))
                .with(values.fallible("unix", 1, this::unix))
                .with(values.fallible("parse", 2, this::parse))
                .with(values.fallible("parse_duration", 1, this::parseDuration))
                .with(values.fallible("fixed_zone", 2, this::fixedZone))
                .with(new Builtin("load_location", this::loadLocation));
    }

    /** A {@code Time} of Lua, at the local zone: what {@code now()} returns. */
    public LuaValue time(Instant instant) {
        return values.time(new Moment(instant, values.local()));
    }

    /** A {@code Duration} of Lua. */
    public LuaValue duration(long nanos) {
        return values.duration(nanos);
    }

    private LuaValue date(Varargs args) throws BadTime {
        var civil =
                new Civil(
                        TimeValues.wholeArgument(args, 1),
                        TimeValues.wholeArgument(args, 2),
                        TimeValues.wholeArgument(args, 3),
                        TimeValues.wholeArgument(args, 4, 0),
                        TimeValues.wholeArgument(args, 5, 0),
                        TimeValues.wholeArgument(args, 6, 0),
                        TimeValues.wholeArgument(args, 7, 0));
        return values.time(civil.in(locationOrLocal(args, 8)));
    }

    private LuaValue unix(Varargs args) throws BadTime {
        long seconds = TimeValues.wholeArgument(args, 1);
        long nanos = TimeValues.wholeArgument(args, 2, 0);
        return values.time(Moment.of(seconds, nanos, values.local()));
    }

    private LuaValue parse(Varargs args) throws BadTime {
        String layout = ByteText.of(Arguments.string(args, 1));
        String value = ByteText.of(Arguments.string(args, 2));
        return values.time(Layout.of(layout).read(value, locationOrLocal(args, 3)));
    }

    private LuaValue parseDuration(Varargs args) throws BadTime {
        return values.duration(TimeValues.nanosArgument(args, 1));
    }

    private LuaValue fixedZone(Varargs args) throws BadTime {
        String name = ByteText.of(Arguments.string(args, 1));
        return values.location(Location.fixed(name, TimeValues.wholeArgument(args, 2)));
    }

    private Varargs loadLocation(Varargs args) {
        String name = args.narg() == 0 ? "" : ByteText.of(Arguments.string(args, 1));
        if (name.isEmpty()) {
            return faults.fail(
                    ErrorKind.INVALID,
                    "time.load_location: name must not be empty; expected one such as \"UTC\" or"
                            + " \"Europe/Berlin\"");
        }
        if (name.equals("UTC")) {
            return values.location(Location.UTC);
        }
        if (name.equals("Local")) {
            return values.location(values.local());
        }
        if (!Location.isRegion(name)) {
            return faults.fail(
                    ErrorKind.NOT_FOUND,
                    "unknown time zone "
                            + ByteText.quote(name)
                            + "; expected a name of the IANA data base such as \"Europe/Berlin\"");
        }
        return values.location(Location.region(name));
    }

    private Location locationOrLocal(Varargs args, int index) {
        return args.arg(index).isnil() ? values.local() : TimeValues.locationArgument(args, index);
    }
}
