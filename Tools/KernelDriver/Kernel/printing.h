/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's printf, as far as mm/memblock.c needs it, into "said"; and its
 * way to read numbers, which is not that of the C library.
 */
static void say_text(const char *text)
{
	size_t length = strlen(text);

	if (length >= sizeof(said) - said_length)
		leave("driver", "too many words");
	memcpy(said + said_length, text, length + 1);
	said_length += length;
}

/* Prints one argument; for %p only the kernel's %pa, an address with all its digits, and %pS. */
static const char *say_argument(const char *format, va_list *arguments)
{
	size_t length = 1 + strspn(format + 1, "-+ #0123456789.lz");
	bool is_long = memchr(format, 'l', length) || memchr(format, 'z', length);
	char conversion[16], text[128];

	if (length > sizeof(conversion) - 2)
		leave("driver", "an odd format");
	memcpy(conversion, format, length + 1);
	conversion[length + 1] = 0;
	format += length + 1;
	switch (conversion[length]) {
	case 'p':
		snprintf(text, sizeof(text), *format == 'a' ? "0x%016llx" : "",
			 *va_arg(*arguments, phys_addr_t *));
		format += strspn(format, "apS");
		break;
	case 's':
		snprintf(text, sizeof(text), conversion, va_arg(*arguments, char *));
		break;
	default:
		/* The kernel has 0x before a zero as well, the C library has not. */
		if (conversion[1] == '#') {
			say_text("0x");
			conversion[1] = '0';
		}
		if (is_long)
			snprintf(text, sizeof(text), conversion, va_arg(*arguments, long));
		else
			snprintf(text, sizeof(text), conversion, va_arg(*arguments, int));
	}
	say_text(text);
	return format;
}

static int kernel_print(const char *format, ...)
{
	char letter[2] = "";
	va_list arguments;

	va_start(arguments, format);
	while (*format) {
		if (*format == '%') {
			format = say_argument(format, &arguments);
		} else {
			letter[0] = *format++;
			say_text(letter);
		}
	}
	va_end(arguments);
	return 0;
}

/* lib/kstrtox.c up to where it copies from a user's memory, and of lib/cmdline.c memparse. */
#define KSTRTOX_OVERFLOW (1U << 31)
#define div_u64(dividend, divisor) ((dividend) / (divisor))
#define _tolower(letter) ((letter) | 0x20)
#include "kernel/numbers.c"

static unsigned long long read_number(const char *text, char **end, unsigned int base)
{
	const char *digits = _parse_integer_fixup_radix(text, &base);
	unsigned long long number;
	unsigned int read = _parse_integer_limit(digits, base, &number, INT_MAX);

	*end = (char *)digits + (read & ~KSTRTOX_OVERFLOW);
	return number;
}

#define simple_strtoull read_number
static int check_shl_overflow(unsigned long long number, unsigned int bits,
			      unsigned long long *shifted)
{
	*shifted = number << bits;
	return *shifted >> bits != number;
}

#include "kernel/memparse.c"
#undef simple_strtoull
