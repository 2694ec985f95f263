package moonlet.lua.time;

import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaValue;

import java.util.Locale;

/** The numbers and layouts that the module has names for. */
final class Constants {
    private Constants() {}

    static void addTo(SealedTable table) {
        addLayouts(table);
        table.with("NANOSECOND", LuaValue.valueOf(1))
                .with("MICROSECOND", LuaValue.valueOf(1_000))
                .with("MILLISECOND", LuaValue.valueOf(1_000_000))
                .with("SECOND", LuaValue.valueOf(1_000_000_000))
                .with("MINUTE", LuaValue.valueOf(60e9))
                .with("HOUR", LuaValue.valueOf(3600e9));
        for (int i = 0; i < Names.MONTHS.size(); i++) {
            table.with(upper(Names.MONTHS.get(i)), LuaValue.valueOf(i + 1));
        }
        for (int i = 0; i < Names.WEEKDAYS.size(); i++) {
            table.with(upper(Names.WEEKDAYS.get(i)), LuaValue.valueOf(i));
        }
    }

    private static void addLayouts(SealedTable table) {
        layout(table, "RFC3339", "2006-01-02T15:04:05Z07:00");
        layout(table, "RFC3339NANO", "2006-01-02T15:04:05.999999999Z07:00");
        layout(table, "RFC822", "02 Jan 06 15:04 MST");
        layout(table, "RFC822Z", "02 Jan 06 15:04 -0700");
        layout(table, "RFC850", "Monday, 02-Jan-06 15:04:05 MST");
        layout(table, "RFC1123", "Mon, 02 Jan 2006 15:04:05 MST");
        layout(table, "RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700");
        layout(table, "KITCHEN", "3:04PM");
        layout(table, "STAMP", "Jan _2 15:04:05");
        layout(table, "STAMP_MILLI", "Jan _2 15:04:05.000");
        layout(table, "STAMP_MICRO", "Jan _2 15:04:05.000000");
        layout(table, "STAMP_NANO", "Jan _2 15:04:05.000000000");
        layout(table, "DATE_TIME", "2006-01-02 15:04:05");
        layout(table, "DATE_ONLY", "2006-01-02");
        layout(table, "TIME_ONLY", "15:04:05");
    }

    private static void layout(SealedTable table, String name, String layout) {
        table.with(name, LuaValue.valueOf(layout));
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
