/* SPDX-License-Identifier: GPL-2.0-only */
/* What an image is told of the handover that is loaded now. */

/* image TYPE: 1 for one that is to be started after a crash. */
static void load_image(void)
{
	struct kimage image = { .type = number(1), .nr_segments = 1 };

	done(kho_fill_kimage(&image));
	if (image.kho.fdt)
		printf(" tree 0x%llx", image.kho.fdt);
	if (image.kho.scratch)
		printf(" table");
}
